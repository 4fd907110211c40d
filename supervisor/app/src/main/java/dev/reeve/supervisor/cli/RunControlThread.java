package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.control.ControlServer;
import dev.reeve.supervisor.cli.control.DeadSockets;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-control}, which serves the socket of a run or a server. It begins late,
 * because a short run ends before anybody could look at it, and the classes for it take longer than
 * its first task. Without a socket the run goes on.
 */
final class RunControlThread implements Runnable, AutoCloseable {
  private static final long DELAY_MILLIS = 500;

  /** Longest time that the end of a run waits for a socket that is just being made. */
  private static final long OPENING_MILLIS = 1_000;

  private final Calls calls;
  private final OptionValues values;
  private final Terminal terminal;

  /** Guarded by this object's lock, as are the next two. */
  private boolean closed;

  private boolean opening;
  private @Nullable ControlServer server;

  /** The calls of a socket. */
  interface Calls {
    /** Returns what answers a request; called once, when the socket is made. */
    Function<byte[], CompletableFuture<ControlAnswer>> open();
  }

  RunControlThread(Calls calls, OptionValues values, Terminal terminal) {
    this.calls = calls;
    this.values = values;
    this.terminal = terminal;
  }

  /**
   * Makes the thread of a run.
   *
   * @param jobName null if the job has none
   */
  static RunControlThread ofRun(
      TaskRun run, OptionValues values, @Nullable String jobName, Terminal terminal) {
    return new RunControlThread(new RunCalls(run, values, jobName, terminal), values, terminal);
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
    return ControlServer.open(calls.open(), StateFolder.socketsOfThisProcess());
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
