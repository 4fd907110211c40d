package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.control.ControlServer;
import dev.reeve.supervisor.cli.control.DeadSockets;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunLabel;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-control}, which serves the socket of a run. It begins late, because a
 * short run ends before anybody could look at it, and the classes for it take longer than its first
 * task. Without a socket the run goes on.
 */
final class RunControlThread implements Runnable, AutoCloseable {
  private static final long DELAY_MILLIS = 500;

  /** Longest time that the end of a run waits for a socket that is just being made. */
  private static final long OPENING_MILLIS = 1_000;

  private final TaskRun run;
  private final OptionValues values;
  private final @Nullable String jobName;
  private final Terminal terminal;

  /** Guarded by this object's lock, as are the next two. */
  private boolean closed;

  private boolean opening;
  private @Nullable ControlServer server;

  /**
   * @param jobName null if the job has none
   */
  RunControlThread(TaskRun run, OptionValues values, @Nullable String jobName, Terminal terminal) {
    this.run = run;
    this.values = values;
    this.jobName = jobName;
    this.terminal = terminal;
  }

  /** Starts the thread, if the system has one to give. */
  void start() {
    Thread started = new Thread(this, "reeve-control");
    started.setDaemon(true);
    try {
      started.start();
    } catch (OutOfMemoryError e) {
      warn("the system refuses a thread");
    }
  }

  @Override
  public void run() {
    try {
      DeadSockets.remove(StateFolder.socketsOfThisProcess());
      if (awaitStart()) {
        serve();
      }
    } catch (InterruptedException | RuntimeException | LinkageError e) {
      warn(String.valueOf(e));
    } catch (IOException e) {
      warn(IoReasons.of(e));
    }
  }

  /** Returns false if the run ends before that. */
  private synchronized boolean awaitStart() throws InterruptedException {
    long end = System.nanoTime() + DELAY_MILLIS * 1_000_000;
    for (long left = DELAY_MILLIS; !closed && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    opening = !closed;
    return opening;
  }

  private void serve() throws IOException {
    ControlServer opened = null;
    try {
      opened = open();
    } finally {
      opened(opened);
    }
    opened.serve();
  }

  private ControlServer open() throws IOException {
    long pid = ProcessHandle.current().pid();
    Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    String folder = Path.of("").toAbsolutePath().toString();
    RunLabel label = new RunLabel(pid, RunName.of(values, jobName), command(), folder, start);
    RunControl control = new RunControl(run, label, this::tell);
    return ControlServer.open(control::answer, StateFolder.socketsOfThisProcess());
  }

  private String command() {
    if (values.has(EachOptions.EACH)) {
      return "each";
    }
    return BrokerOptions.isGiven(values) ? "work" : "run";
  }

  private void tell(String message) {
    if (!new Verbosity(values).isQuiet()) {
      terminal.message(message);
    }
  }

  private synchronized void opened(@Nullable ControlServer opened) {
    server = opened;
    opening = false;
    notifyAll();
  }

  private void warn(String why) {
    if (new Verbosity(values).isVerbose()) {
      terminal.message("warning: this run cannot be looked at or steered: " + why);
    }
  }

  /** Removes the socket. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    try {
      long end = System.nanoTime() + OPENING_MILLIS * 1_000_000;
      for (long left = OPENING_MILLIS; opening && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
      if (server != null) {
        server.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // the next run removes it
    }
  }
}
