package dev.reeve.supervisor.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does the same step with a server again and again, until it is stopped. When the
 * server is away it waits a little longer each time, up to two seconds.
 */
final class ServerThread {

  /** The step. It does its own waiting, by {@link ServerThread#pause} or otherwise. */
  interface Step {
    void run() throws BrokerException, InterruptedException;
  }

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final ServerHealth health;
  private final Step step;
  private final Thread thread;
  private boolean stopped;
  private boolean woken;

  ServerThread(String name, ServerHealth health, Step step) {
    this.health = health;
    this.step = step;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!isStopped()) {
        try {
          step.run();
          health.succeeded(this);
          pause = FIRST_PAUSE_MILLIS;
        } catch (BrokerException | RuntimeException e) {
          if (isStopped()) {
            return;
          }
          health.failed(this, failure(e));
          pauseUnlessStopped(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      // stopped
    }
  }

  /** An error of this program must not end the thread: nobody would take tasks any more. */
  private static BrokerException failure(Exception e) {
    return e instanceof BrokerException failure
        ? failure
        : new BrokerException("unexpected failure with a broker: " + e, e);
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Waits for that time, for {@link #wake}, or for the end. */
  synchronized void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!stopped && !woken) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    woken = false;
  }

  private synchronized void pauseUnlessStopped(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = end - System.nanoTime();
    while (!stopped && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
  }

  /** Ends {@link #pause}. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Ends the thread after its step, and wherever it waits. */
  void stop() {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    thread.interrupt();
  }

  /** Waits for the end of the thread; not for ever, because the server may be silent. */
  void join(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
  }
}
