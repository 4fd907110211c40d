package dev.reeve.supervisor.serve.http;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The calls that tell what happens: events, results, metrics. */
final class FeedCalls {
  private static final String LAST_EVENT = "Last-Event-ID";

  /** Tells a client to connect anew after so long. */
  private static final String RETRY = "retry: 2000\n\n";

  private static final long LONGEST_WAIT_SECONDS = 5;

  private final ServerEvents events;
  private final Feed results;
  private final ServerMetrics metrics;
  private final ServerContext server;

  FeedCalls(ServerEvents events, Feed results, ServerMetrics metrics, ServerContext server) {
    this.events = events;
    this.results = results;
    this.metrics = metrics;
    this.server = server;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/events", Access.READ, this::events),
        Route.get("/v1/results", Access.READ, this::results),
        Route.get("/metrics", Access.READ, this::metrics));
  }

  /** Begins the signs of life, which end with the feeds. */
  void start() {
    long period = server.limits().times().keepAlive().toMillis();
    server.later(
        period,
        () -> {
          events.feed().keepAlive();
          results.keepAlive();
          start();
        });
  }

  private void events(Exchange exchange) throws ProblemException {
    String last = exchange.header(LAST_EVENT);
    if (last == null) {
      last = exchange.query("lastEventId");
    }
    long from = last == null ? events.feed().next() : events.after(last);
    boolean unknown = from < 0 || from > events.feed().next();
    exchange.headers().put("X-Accel-Buffering", "no");
    Exchange.Stream stream = exchange.stream("text/event-stream");
    if (stream != null) {
      String hello = unknown ? RETRY + events.reset() : RETRY;
      FeedClient client =
          new FeedClient(events.feed(), stream, ": alive\n\n", missed -> events.reset(), true);
      client.start(unknown ? events.feed().next() : from, hello);
    }
  }

  private void results(Exchange exchange) throws ProblemException {
    boolean follows = exchange.query("follow") != null && !"false".equals(exchange.query("follow"));
    long from = from(exchange.query("after"));
    Exchange.Stream stream = exchange.stream(Route.NDJSON);
    if (stream != null) {
      new FeedClient(results, stream, "\n", FeedCalls::missed, follows).start(from, "");
    }
  }

  private long from(@Nullable String after) throws ProblemException {
    if (after == null) {
      return results.first();
    }
    long from = results.after(after);
    if (from < 0) {
      throw new ProblemException(
          Problem.of(
              410,
              "gone",
              "The results after this task are not kept any more",
              "leave out after to get those that are, or look for them by GET /v1/tasks"));
    }
    return from;
  }

  private static String missed(long number) {
    JsonWriter out = new JsonWriter(128);
    out.beginObject().member("problem");
    out.value(
        Problem.of(
                410,
                "too-slow",
                "Results were left out",
                "they came faster than they were read; GET /v1/tasks lists them")
            .toJson(null));
    return out.endObject().toJson() + "\n";
  }

  private void metrics(Exchange exchange) {
    RunControl control = server.control();
    if (control == null) {
      send(exchange, null);
      return;
    }
    CompletableFuture<Void> unused =
        server
            .shared()
            .refresh()
            .thenCompose(seen -> control.status())
            .orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
            .handleAsync(
                (status, failure) -> {
                  send(exchange, failure == null ? status : null);
                  return null;
                },
                server.threads());
  }

  private void send(Exchange exchange, @Nullable RunStatus status) {
    try {
      exchange.send(200, ServerMetrics.CONTENT_TYPE, metrics.text(status));
    } catch (IOException e) {
      exchange.fail(e);
    }
  }
}
