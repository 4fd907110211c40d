package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.process.ExitStatus;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvent;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import dev.reeve.supervisor.testing.RecordingLog;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two loops, of which one has the shared objects for the workers of both. */
class SharedByLoopsTest {
  private static final SharedCall OPEN = SharedCall.of(SharedKind.LOCK, "l", SharedOperation.OPEN);
  private static final SharedCall ACQUIRE =
      SharedCall.of(SharedKind.LOCK, "l", SharedOperation.ACQUIRE).waiting(SharedCall.NO_LIMIT);

  private final OneProcess process = new OneProcess();
  private final EventLoop main = loop(new ScriptedLauncher(), -1, null);
  private final EventLoop guest = loop(process, 7, main.host());

  @BeforeEach
  void start() {
    main.start();
    guest.submit(Task.of(1, "t", "h", Json.NULL), result -> {});
    guest.start();
  }

  /** Ends every process that the guest starts: it may start none, one, or one after a death. */
  @AfterEach
  void stop() {
    for (EventLoop loop : List.of(guest, main)) {
      loop.stopNow("the test has ended");
      loop.noMoreTasks();
    }
    Awaitility.await()
        .until(
            () -> {
              process.exitAgain();
              return guest.ended().isDone() && main.ended().isDone();
            });
  }

  @Test
  void a_worker_of_the_other_loop_holds_a_lock_and_its_death_releases_it() throws Exception {
    process.call(1, OPEN);
    process.call(2, ACQUIRE);
    assertThat(process.answered()).isEqualTo(RequestId.of(1));
    assertThat(process.answered()).isEqualTo(RequestId.of(2));
    Told told = new Told();
    main.shared().call(ClientProcess.PROGRAM, RequestId.of(1), ACQUIRE, told);
    process.exit();
    assertThat(told.result.get(30, TimeUnit.SECONDS).formerHolderDied()).isTrue();
  }

  @Test
  void after_the_end_of_the_loop_that_has_them_calls_are_refused() throws Exception {
    main.noMoreTasks();
    main.ended().get(30, TimeUnit.SECONDS);
    Told told = new Told();
    main.shared().call(ClientProcess.PROGRAM, RequestId.of(1), OPEN, told);
    assertThat(SharedRefusal.of(told.error.get(30, TimeUnit.SECONDS)))
        .isEqualTo(SharedRefusal.FINISHED);
  }

  @Test
  void when_a_run_has_stopped_who_waits_is_told_as_soon_as_no_guest_is_left() throws Exception {
    SharedCall open = SharedCall.of(SharedKind.EVENT, "e", SharedOperation.OPEN);
    SharedCall await =
        SharedCall.of(SharedKind.EVENT, "e", SharedOperation.AWAIT).waiting(SharedCall.NO_LIMIT);
    process.call(1, open);
    assertThat(process.answered()).isEqualTo(RequestId.of(1));
    main.stopNow("enough");
    Told told = new Told();
    main.shared().call(ClientProcess.PROGRAM, RequestId.of(1), await, told);
    main.snapshot().get(30, TimeUnit.SECONDS); // the loop has settled what came before
    assertThat(told.error).as("the guest may end this wait").isNotDone();
    guest.noMoreTasks();
    guest.stopNow("enough");
    process.exit();
    RpcError error = told.error.get(30, TimeUnit.SECONDS);
    assertThat(SharedRefusal.of(error)).isEqualTo(SharedRefusal.FINISHED);
    assertThat(error.message()).contains("no worker is left").endsWith("enough");
  }

  private static EventLoop loop(WorkerLauncher launcher, int ownSlot, @Nullable LoopHost host) {
    PoolSettings settings =
        PoolSettings.builder()
            .workers(1)
            .totalTasks(0)
            .maxFrameBytes(1 << 20)
            .ownSlot(ownSlot)
            .build();
    EngineContext context = EngineContext.of(EngineClock.SYSTEM, new RecordingLog());
    return new EventLoop(settings, launcher, context, host);
  }

  private static final class Told implements Reply {
    private final CompletableFuture<SharedResult> result = new CompletableFuture<>();
    private final CompletableFuture<RpcError> error = new CompletableFuture<>();

    @Override
    public void succeeded(SharedResult answer) {
      result.complete(answer);
    }

    @Override
    public void failed(RpcError answer) {
      error.complete(answer);
    }
  }

  /** The guest's only worker, played by the test. */
  private static final class OneProcess implements WorkerLauncher, WorkerControl {
    private final BlockingQueue<ToWorker.Success> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<WorkerKey> key = new CompletableFuture<>();
    private volatile @Nullable WorkerKey latest;
    private volatile WorkerEvents events;

    @Override
    public WorkerControl start(WorkerKey started, WorkerEvents told) {
      events = told;
      latest = started;
      key.complete(started);
      return this;
    }

    void call(long id, SharedCall call) throws Exception {
      WorkerKey started = key.get(30, TimeUnit.SECONDS);
      FromWorker message = new FromWorker.SharedCallRequest(RequestId.of(id), call);
      events.accept(started, new WorkerEvent.Said(List.of(message)));
    }

    RequestId answered() throws InterruptedException {
      ToWorker.Success answer = answers.poll(30, TimeUnit.SECONDS);
      return answer == null ? RequestId.of("none") : answer.id();
    }

    void exit() throws Exception {
      exit(key.get(30, TimeUnit.SECONDS));
    }

    /** Ends the process that was started last, if there is one; may be said more than once. */
    void exitAgain() {
      WorkerKey started = latest;
      if (started != null) {
        exit(started);
      }
    }

    private void exit(WorkerKey ended) {
      WorkerExit exit = new WorkerExit(new ExitStatus(137), true, "", 0);
      events.accept(ended, new WorkerEvent.Joined(exit));
    }

    @Override
    public void send(List<ToWorker> messages) {
      for (ToWorker message : messages) {
        if (message instanceof ToWorker.Success success) {
          answers.add(success);
        }
      }
    }

    @Override
    public List<FromWorker> lastWords() {
      return List.of();
    }

    @Override
    public void useShortLines() {}

    @Override
    public void closeInput() {}

    @Override
    public void dumpThreads() {}

    @Override
    public void terminate() {}

    @Override
    public void kill() {}

    @Override
    public void close() {}
  }
}
