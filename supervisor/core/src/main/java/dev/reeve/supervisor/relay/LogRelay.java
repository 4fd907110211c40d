package dev.reeve.supervisor.relay;

import dev.reeve.supervisor.model.SupervisorLog;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread that passes messages on, so that no thread waits when it logs. If 10,000 messages
 * wait, further ones are dropped and counted.
 */
public final class LogRelay implements SupervisorLog {
  private static final int MOST_WAITING = 10_000;
  private static final long CLOSE_MILLIS = 2_000;

  private record Line(Level level, String message, boolean last) {}

  private static final Line END = new Line(Level.DEBUG, "", true);

  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final SupervisorLog target;
  private final Thread thread;

  public LogRelay(SupervisorLog target) {
    this.target = target;
    this.thread = new Thread(this::run, "reeve-log");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void log(Level level, String message) {
    if (!waiting.offer(new Line(level, message, false))) {
      dropped.incrementAndGet();
    }
  }

  private void run() {
    try {
      for (Line line = waiting.take(); !line.last; line = waiting.take()) {
        pass(line);
      }
      if (dropped.get() > 0) {
        String text = dropped.get() + " messages were dropped, because too many were waiting";
        pass(new Line(Level.WARNING, text, false));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Line line) {
    try {
      target.log(line.level, line.message);
    } catch (RuntimeException | Error e) {
      dropped.incrementAndGet(); // the log is the only place to report it
    }
  }

  /** Says that the JVM ends, when a log of the platform may be closed already. */
  public void programEnds() {
    if (target instanceof SystemLog log) {
      log.programEnds();
    }
  }

  /** Passes waiting messages on, for about 4 s at most. */
  public void close() throws InterruptedException {
    if (waiting.offer(END, CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
      thread.join(CLOSE_MILLIS);
    }
  }
}
