package dev.reeve.supervisor.engine;

import dev.reeve.json.Json;
import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.engine.ScriptedLauncher.Scripted;
import dev.reeve.supervisor.engine.task.Machine;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.engine.worker.PoolServices;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.process.ExitStatus;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerEvent;
import dev.reeve.supervisor.process.WorkerExit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An engine, its clock, and the hands that play workers. Every call settles the engine, as the loop
 * does.
 */
final class EngineRig {
  static final Duration GRACE = Duration.ofSeconds(5);
  private static final WorkerSetup HOOK = new WorkerSetup(Map.of(), Map.of(), "Hook", Json.NULL);
  static final MemoryUse MEMORY = new MemoryUse(1, 2, 3 << 20, 4 << 20);

  final SettableClock clock = new SettableClock();
  final ScriptedLauncher launcher = new ScriptedLauncher();
  final List<TaskResult> results = new ArrayList<>();
  final Map<String, TrackedTask> entries = new HashMap<>();
  final List<String> log = new ArrayList<>();

  /** Numbers of processes that have ended, for tests that play many. */
  final Set<Integer> gone = new HashSet<>();

  final Engine engine;
  final SharedObjectHost shared;
  private final MessageCodec codec = new MessageCodec();
  private final Map<String, BatchSize> batches;
  private long submitted;

  /** Settings of a run, to be changed by a test. */
  static final class Setup {
    int slots = 1;
    @Nullable Duration deadline;
    @Nullable HaltRule halt;
    long total = -1;
    long maxTasks;
    long maxResident;
    @Nullable Duration idleLimit;
    int spares;
    int maxTaskDepth = 8;
    boolean single;
    boolean hook;
    RestartPolicy restarts = RestartPolicy.ENDING;
    SupervisorListener listener = new SupervisorListener() {};
    StartLimits limits = StartLimits.NONE;
    Machine machine = Machine.UNKNOWN;

    /** Limits of batches that workers tell. */
    Map<String, BatchSize> batches = Map.of();

    /** So many that no worker is left out. */
    int processors = 64;

    EngineRig start() {
      return new EngineRig(this);
    }
  }

  EngineRig(Setup setup) {
    PoolSettings settings =
        PoolSettings.builder()
            .workers(setup.slots)
            .spares(setup.spares)
            .processors(setup.processors)
            .worker(
                WorkerOptions.DEFAULT
                    .withMaxTasks(setup.maxTasks)
                    .withMaxResidentBytes(setup.maxResident))
            .maxFrameBytes(1 << 20)
            .grace(GRACE)
            .restarts(setup.restarts)
            .idleLimit(setup.idleLimit)
            .deadline(setup.deadline)
            .halt(setup.halt)
            .totalTasks(setup.total)
            .maxTaskDepth(setup.maxTaskDepth)
            .startLimits(setup.limits)
            .ownSlot(setup.single ? 7 : -1)
            .setup(setup.hook ? HOOK : WorkerSetup.NONE)
            .build();
    EngineContext context =
        new EngineContext(
            clock, setup.machine, (level, text) -> log.add(level + " " + text), setup.listener);
    shared = new SharedObjectHost(settings, clock, context.log());
    engine =
        new Engine(
            settings,
            context,
            shared,
            new PoolServices(key -> launcher.start(key, (k, event) -> {}), shared, null));
    engine.settle();
    batches = setup.batches;
  }

  static EngineRig withSlots(int slots) {
    Setup setup = new Setup();
    setup.slots = slots;
    return setup.start();
  }

  /** Returns an engine whose one worker runs a, and has b waiting in its pipe. */
  static EngineRig prefetched() {
    EngineRig rig = withSlots(1);
    rig.submit("warm-up");
    rig.ready(0);
    rig.succeedAfter(0, "warm-up", Duration.ofNanos(1_000));
    rig.submit("a", "b");
    rig.start(0, "a");
    return rig;
  }

  /** Applies an event, without settling what follows. */
  void post(EngineEvent event) {
    event.deliverTo(engine);
  }

  /** Applies an event of a process, without settling what follows. */
  void tell(int number, WorkerEvent event) {
    post(new EngineEvent.AboutWorker(process(number).key, event));
  }

  // -- the caller's part

  /** Steers the pool. */
  void steer(PoolCommand command) {
    post(new EngineEvent.AboutPool(command));
    engine.settle();
  }

  void drain(String reason) {
    post(new EngineEvent.DrainRequested(reason));
  }

  void kill(String reason) {
    post(new EngineEvent.KillRequested(reason));
  }

  void submit(String... ids) {
    submit(TaskPolicy.DEFAULT, ids);
  }

  void submit(TaskPolicy policy, String... ids) {
    for (String id : ids) {
      submit(policy, 0, id);
    }
  }

  void submit(TaskPolicy policy, int priority, String id) {
    Task task = new Task(++submitted, id, "h", Json.NULL, policy, priority, List.of());
    entries.put(id, new TrackedTask(task, results::add));
    post(new EngineEvent.Submitted(entries.get(id)));
    engine.settle();
  }

  static TaskPolicy retries(int retries) {
    return new TaskPolicy(null, retries, Backoff.DEFAULT);
  }

  static TaskPolicy timeout(Duration timeout) {
    return new TaskPolicy(timeout, 0, Backoff.DEFAULT);
  }

  void cancel(String id) {
    post(new EngineEvent.Cancelled(entries.get(id), false));
    engine.settle();
  }

  void advance(Duration time) {
    clock.advance(time);
    engine.settle();
  }

  void finish() {
    post(new EngineEvent.NoMoreTasks());
    engine.settle();
  }

  /** Says that no more tasks come, as whoever wants the summary does. */
  RunSummary summary() {
    finish();
    RunSummary summary = engine.ended().getNow(null);
    if (summary == null) {
      throw new AssertionError("the run has not ended");
    }
    return summary;
  }

  TaskResult result(String id) {
    return results.stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow();
  }

  String statuses() {
    StringBuilder text = new StringBuilder();
    for (TaskResult result : results) {
      text.append(result.id()).append('=').append(result.status().word()).append(' ');
    }
    return text.toString().strip();
  }

  // -- the workers' part

  Scripted process(int number) {
    return launcher.processes.get(number);
  }

  void ready(int... numbers) {
    for (int number : numbers) {
      tell(number, new WorkerEvent.Started(process(number).pid));
      say(
          number,
          new FromWorker.Success(
              Worker.INITIALIZE,
              codec.write(
                  new InitializeResult(
                      1, process(number).pid, List.of("h"), "17", batches, false))));
    }
  }

  void say(int number, FromWorker... messages) {
    tell(number, new WorkerEvent.Said(List.of(messages)));
    engine.settle();
  }

  /** The worker starts the task with that id. */
  void start(int number, String task) {
    say(number, new FromWorker.TaskStarted(request(number, task)));
  }

  void succeed(int number, String task) {
    say(number, new FromWorker.Success(request(number, task), Json.NULL));
  }

  /** Start and success in one batch, after that time, which the worker says its handler ran. */
  void succeedAfter(int number, String task, Duration told) {
    clock.advance(told);
    RequestId request = request(number, task);
    say(
        number,
        new FromWorker.TaskStarted(request),
        new FromWorker.Success(request, Json.NULL, told.toNanos()));
  }

  void startAndSucceed(int number, String... tasks) {
    for (String task : tasks) {
      start(number, task);
      succeed(number, task);
    }
  }

  /** The running task with that id submits another one, by a request of that name. */
  void submitFrom(int number, String parent, String name) {
    RequestId request = request(number, parent);
    say(number, new FromWorker.SubmitTask(RequestId.of(name), request, "h", Json.NULL));
  }

  void fail(int number, String task, boolean fatal) {
    ErrorData data = new ErrorData("Boom", "it broke", "stack", List.of(), fatal, null, null, null);
    RpcError error = new RpcError(RpcError.HANDLER_FAILED, "it broke", data);
    say(number, new FromWorker.Failure(request(number, task), error));
  }

  void comeBack(int number, String task) {
    RpcError error = new RpcError(RpcError.CANCELLED, "cancelled before it started", null);
    say(number, new FromWorker.Failure(request(number, task), error));
  }

  void goodbye(int number) {
    answerShutdown(number, null);
    exit(number, 0);
  }

  /** The worker has finished, leaves that for the program, and has not ended yet. */
  void answerShutdown(int number, @Nullable Json exitResult) {
    say(
        number,
        new FromWorker.Success(
            Worker.SHUTDOWN, codec.write(new ShutdownResult(1, MEMORY, exitResult))));
  }

  /** What the worker had said when it ended, and not yet written. */
  void lastWords(int number, FromWorker... messages) {
    tell(number, new WorkerEvent.SaidAtEnd(List.of(messages)));
    engine.settle();
  }

  void exit(int number, int code) {
    exit(number, code, "last words");
  }

  void exit(int number, int code, String stderr) {
    WorkerExit exit = new WorkerExit(new ExitStatus(code), true, stderr, 0);
    tell(number, new WorkerEvent.Joined(exit));
    engine.settle();
  }

  void startFails(int number, int errno) {
    tell(number, new WorkerEvent.StartFailed(new StartFailure(errno, "error=" + errno)));
    engine.settle();
  }

  void heartbeat(int number, long resident) {
    say(number, new FromWorker.Heartbeat(new MemoryUse(1, 2, resident, resident), null));
  }

  /** The last request by which that task was handed to that process. */
  RequestId request(int number, String task) {
    return process(number).runs().stream()
        .filter(run -> run.task().equals(task))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError(task + " was not given to process " + number))
        .id();
  }
}
