package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.EngineClock;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.process.ProcessLauncher;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * All parts behind a {@link Supervisor}: they start together and end in their order. Any thread.
 */
final class Machinery {
  /** How long the end of a short run waits for what makes the next one quicker. */
  private static final Duration ARCHIVE_PATIENCE = Duration.ofSeconds(10);

  private final LogRelay log;
  private final @Nullable ListenerRelay relay; // null if nobody listens
  private final CallbackThreads callbacks = new CallbackThreads();
  private final ProcessLauncher launcher;
  private final EventLoop loop;
  private final Handlers handlers;
  private final Calls calls;
  private final Processes processes;
  private final Sharing sharing;

  Machinery(
      SupervisorOptions options,
      @Nullable EarlyWorker early,
      @Nullable SupervisorListener target,
      SupervisorLog logTarget) {
    this.log = new LogRelay(logTarget);
    this.launcher =
        new ProcessLauncher(
            Launches.spec(options),
            options.cacheFolder(),
            Launches.ownClasspath(),
            early == null ? null : early.process(),
            log);
    this.relay = target == null ? null : new ListenerRelay(target, log);
    SupervisorListener listener = relay == null ? new SupervisorListener() {} : relay;
    this.loop =
        new EventLoop(PoolPlans.pool(options), launcher, EngineClock.SYSTEM, log, listener, null);
    this.handlers = new Handlers(loop::register, options.maxFrameBytes());
    this.calls = new Calls(loop, handlers, callbacks, options.maxFrameBytes());
    this.processes =
        new Processes(
            launcher,
            () -> PoolPlans.single(options, handlers.all()),
            loop,
            log,
            listener,
            PoolPlans.slots(options));
    if (relay != null) {
      relay.start();
    }
    loop.start();
    this.sharing = new Sharing(loop, log);
  }

  EventLoop loop() {
    return loop;
  }

  Handlers handlers() {
    return handlers;
  }

  Calls calls() {
    return calls;
  }

  CallbackThreads callbacks() {
    return callbacks;
  }

  Processes processes() {
    return processes;
  }

  Sharing sharing() {
    return sharing;
  }

  /** Skips what waits, and gives what runs the grace period. */
  void drain(String reason) {
    launcher.stopPreparing();
    loop.drain(reason);
    processes.drain(reason);
  }

  /** Skips what waits and kills all workers. */
  void stopNow(String reason) {
    launcher.stopPreparing();
    loop.stopNow(reason);
    processes.stopNow(reason);
  }

  /**
   * Waits for the end of all that was begun. The pool ends behind the processes that are joined, as
   * they use its shared objects, and before the daemons.
   */
  RunSummary finish() throws InterruptedException {
    processes.join();
    loop.noMoreTasks();
    try {
      RunSummary summary = processes.finish(loop.ended().get());
      sharing.close();
      boolean well = summary.ending() == RunEnding.COMPLETED;
      launcher.awaitPreparing(well ? ARCHIVE_PATIENCE : Duration.ZERO);
      launcher.close();
      closeRelays();
      return summary;
    } catch (ExecutionException e) {
      sharing.close();
      launcher.awaitPreparing(Duration.ZERO);
      throw new IllegalStateException("Reeve failed: " + e.getCause(), e.getCause());
    }
  }

  private void closeRelays() throws InterruptedException {
    callbacks.close();
    if (relay != null) {
      relay.close();
    }
    log.close();
  }
}
