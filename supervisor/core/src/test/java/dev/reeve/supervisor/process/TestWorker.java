package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.supervisor.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A worker with a launcher of its own, and all of its events. */
final class TestWorker implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final WorkerKey KEY = new WorkerKey(3, 1);

  /** A {@link WorkerEvent} with its name. */
  record Event(String name, Object detail) {}

  final RecordingLog log = new RecordingLog();
  private final List<Event> events = new ArrayList<>(); // guarded by itself
  private final WorkerLauncher launcher;
  private final WorkerControl control;
  private long requests;

  private TestWorker(Function<RecordingLog, WorkerLauncher> launchers) {
    launcher = launchers.apply(log);
    control = launcher.start(KEY, new Recorder());
  }

  static TestWorker misbehaving(String... atStart) {
    return of(MisbehavingLaunchers.spec(null, atStart), ProcessTimeouts.DEFAULT);
  }

  static TestWorker logging(Path folder) {
    return of(MisbehavingLaunchers.spec(folder), ProcessTimeouts.DEFAULT);
  }

  static TestWorker of(LaunchSpec spec, ProcessTimeouts timeouts) {
    return by(log -> MisbehavingLaunchers.launcher(spec, log, timeouts));
  }

  static TestWorker by(Function<RecordingLog, WorkerLauncher> launchers) {
    return new TestWorker(launchers);
  }

  void startAnother() {
    launcher.start(KEY, new Recorder());
  }

  WorkerControl control() {
    return control;
  }

  TestWorker initialize() {
    control.send(
        List.of(
            new ToWorker.Initialize(
                id(), Protocol.VERSION, KEY.slot(), KEY.generation(), WorkerSettings.DEFAULT)));
    return this;
  }

  /** Sends a task; returns its request id. */
  RequestId run(String handler, String payload) {
    RequestId id = id();
    Json json = Json.ofTrusted(payload.getBytes(UTF_8));
    control.send(List.of(new ToWorker.RunTask(id, "t", 1, handler, json)));
    return id;
  }

  void shutdown() {
    control.send(List.of(new ToWorker.Shutdown(id(), 5_000)));
    control.closeInput();
  }

  /** Returns the events so far, in order. */
  List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  List<Object> all(String name) {
    return events().stream().filter(e -> e.name().equals(name)).map(Event::detail).toList();
  }

  Object await1(String name) {
    await(name).atMost(LIMIT).until(() -> !all(name).isEmpty());
    return all(name).get(0);
  }

  long awaitStarted() {
    return (Long) await1("started");
  }

  WorkerExit awaitJoined() {
    return (WorkerExit) await1("joined");
  }

  StartFailure awaitStartFailed() {
    return (StartFailure) await1("startFailed");
  }

  List<FromWorker> messages() {
    return all("message").stream().map(FromWorker.class::cast).toList();
  }

  Json awaitResult(RequestId id) {
    return await("response " + id)
        .atMost(LIMIT)
        .until(() -> result(id), Optional::isPresent)
        .orElseThrow();
  }

  void awaitTaskStarted(RequestId id) {
    await("start of " + id)
        .atMost(LIMIT)
        .until(() -> messages().contains(new FromWorker.TaskStarted(id)));
  }

  /** Waits until the system has stopped its process. */
  void awaitStopped() {
    String pid = Long.toString(awaitStarted());
    await("stop of pid " + pid).atMost(LIMIT).until(() -> state(pid).startsWith("T"));
  }

  private static String state(String pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", pid).start();
    return new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
  }

  Optional<Json> result(RequestId id) {
    return messages().stream()
        .filter(FromWorker.Success.class::isInstance)
        .map(FromWorker.Success.class::cast)
        .filter(m -> m.id().equals(id))
        .map(FromWorker.Success::result)
        .findFirst();
  }

  /** Kills the worker if it still runs, and waits until it is joined. */
  @Override
  public void close() {
    control.kill();
    await("its end")
        .atMost(LIMIT)
        .until(() -> !all("joined").isEmpty() || !all("startFailed").isEmpty());
    launcher.close();
  }

  private RequestId id() {
    return RequestId.of(++requests);
  }

  private final class Recorder implements WorkerEvents, WorkerEvent.Handler<WorkerKey> {
    @Override
    public void accept(WorkerKey key, WorkerEvent event) {
      event.deliverTo(this, key);
    }

    @Override
    public void started(WorkerKey key, WorkerEvent.Started event) {
      add(key, "started", event.pid());
    }

    @Override
    public void startFailed(WorkerKey key, WorkerEvent.StartFailed event) {
      add(key, "startFailed", event.failure());
    }

    @Override
    public void said(WorkerKey key, WorkerEvent.Said event) {
      event.messages().forEach(m -> add(key, "message", m));
    }

    @Override
    public void saidAtEnd(WorkerKey key, WorkerEvent.SaidAtEnd event) {
      event.messages().forEach(m -> add(key, "message", m));
    }

    @Override
    public void protocolBroken(WorkerKey key, WorkerEvent.ProtocolBroken event) {
      add(key, "protocolBroken", event.why());
    }

    @Override
    public void heapExhausted(WorkerKey key, WorkerEvent.HeapExhausted event) {
      add(key, "heapExhausted", event.cause());
    }

    @Override
    public void joined(WorkerKey key, WorkerEvent.Joined event) {
      add(key, "joined", event.exit());
    }

    private void add(WorkerKey key, String name, @Nullable Object detail) {
      synchronized (events) {
        events.add(new Event(name, key.equals(KEY) && detail != null ? detail : "wrong " + key));
      }
    }
  }
}
