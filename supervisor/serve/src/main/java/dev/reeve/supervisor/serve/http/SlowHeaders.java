package dev.reeve.supervisor.serve.http;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the head of a request does not get to its end ("slow loris"): each
 * byte would begin the time for an idle client anew. Looks once a second.
 */
final class SlowHeaders {
  private static final long PERIOD_MILLIS = 1_000;

  private final Connector connector;
  private final BusyConnections busyConnections;
  private final Scheduler scheduler;
  private final long limitNanos;
  private final Map<EndPoint, Look> looks = new HashMap<>();
  private volatile boolean stopped;

  /**
   * What was seen of a connection.
   *
   * @param requests whose heads were read
   * @param bytes that had been read when that number changed
   * @param since when the next head began
   * @param busy whether a request was being answered
   */
  private record Look(long requests, long bytes, long since, boolean busy) {}

  SlowHeaders(
      Connector connector, BusyConnections busyConnections, Scheduler scheduler, long limitNanos) {
    this.connector = connector;
    this.busyConnections = busyConnections;
    this.scheduler = scheduler;
    this.limitNanos = limitNanos;
  }

  void start() {
    Scheduler.Task unused =
        scheduler.schedule(
            this::look, Math.min(PERIOD_MILLIS, limitNanos / 2_000_000 + 1), TimeUnit.MILLISECONDS);
  }

  void stop() {
    stopped = true;
  }

  private void look() {
    if (stopped) {
      return;
    }
    long now = System.nanoTime();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      look(endPoint, now);
    }
    for (Iterator<EndPoint> known = looks.keySet().iterator(); known.hasNext(); ) {
      if (!known.next().isOpen()) {
        known.remove();
      }
    }
    start();
  }

  private void look(EndPoint endPoint, long now) {
    Connection connection = endPoint.getConnection();
    if (connection == null) {
      return;
    }
    long requests = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    boolean busy = busyConnections.contains(endPoint);
    Look last = looks.get(endPoint);
    if (busy || last == null || last.busy() || last.requests() != requests) {
      boolean first = last == null && requests == 0; // all bytes are those of the first head
      looks.put(endPoint, new Look(requests, first ? 0 : bytes, now, busy));
    } else if (bytes == last.bytes()) {
      looks.put(endPoint, new Look(requests, bytes, now, false));
    } else if (now - last.since() > limitNanos) {
      looks.remove(endPoint);
      endPoint.close();
    }
  }
}
