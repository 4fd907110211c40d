package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.results.EventLines;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as an endless sequence of events in the form of Server-Sent Events. Those of
 * workers and attempts are the ones of {@code --events}. Used by one thread at a time.
 */
final class ServerEvents {
  private static final int MOST_KEPT = 10_000;
  private static final long MOST_BYTES = 8L << 20;
  private static final byte[] NAME = "\"event\":\"".getBytes(US_ASCII);

  private final Feed feed;
  private final String epoch;
  private final EventLines lines = new EventLines();
  private final JsonWriter out = new JsonWriter(512);

  /**
   * @param epoch tells the events of this server from those of an earlier one
   */
  ServerEvents(Executor threads, String epoch) {
    this.feed = new Feed(threads, MOST_KEPT, MOST_BYTES);
    this.epoch = epoch;
  }

  Feed feed() {
    return feed;
  }

  String epoch() {
    return epoch;
  }

  void accepted(QueuedTask task) {
    begin("task_accepted", task.acceptedAt());
    writeTask(task);
    append();
  }

  private void begin(String event, Instant time) {
    out.beginObject().member("time").string(time.toString()).member("event").string(event);
  }

  private void writeTask(QueuedTask task) {
    out.member("number").number(task.number());
    out.member("id").string(task.id()).member("handler").string(task.handler());
  }

  /** Tells the end of a task. */
  void ended(QueuedTask task, JsonObject record) {
    Instant end = task.endedAt();
    begin("task_end", end == null ? Instant.now() : end);
    writeTask(task);
    out.member("acceptedAt").string(task.acceptedAt().toString());
    for (String name : new String[] {"status", "attempts", "startedAt", "durationMs", "worker"}) {
      if (record.has(name)) {
        out.member(name).value(record.value(name));
      }
    }
    TaskViews.writeError(record, out);
    append();
  }

  void progress(String id, double fraction, @Nullable String message) {
    begin("progress", Instant.now());
    out.member("id").string(id).member("fraction").number(fraction);
    out.member("message").stringOrNull(message);
    append();
  }

  void batch(String handler, int items, String why) {
    begin("batch", Instant.now());
    out.member("handler").string(handler).member("items").number(items);
    out.member("why").string(why);
    append();
  }

  void pool(String state) {
    begin("pool", Instant.now());
    out.member("state").string(state);
    append();
  }

  private void append() {
    out.endObject().ascii('\n');
    appendLines();
  }

  /** Tells what {@code --events} would tell. */
  void lines(BiConsumer<EventLines, JsonWriter> writer) {
    writer.accept(lines, out);
    appendLines();
  }

  private void appendLines() {
    byte[] all = out.toByteArray();
    out.clear();
    int begin = 0;
    for (int at = 0; at < all.length; at++) {
      if (all[at] == '\n') {
        append(all, begin, at);
        begin = at + 1;
      }
    }
  }

  private void append(byte[] all, int from, int to) {
    String name = name(all, from, to);
    feed.append(
        name,
        number -> {
          byte[] head =
              ("id: " + epoch + "-" + number + "\nevent: " + name + "\ndata: ").getBytes(US_ASCII);
          byte[] event = new byte[head.length + to - from + 2];
          System.arraycopy(head, 0, event, 0, head.length);
          System.arraycopy(all, from, event, head.length, to - from);
          event[event.length - 2] = '\n';
          event[event.length - 1] = '\n';
          return event;
        });
  }

  private static String name(byte[] line, int from, int to) {
    for (int at = from; at + NAME.length < to; at++) {
      if (matches(line, at)) {
        int begin = at + NAME.length;
        int end = begin;
        while (line[end] != '"') {
          end++;
        }
        return new String(line, begin, end - begin, US_ASCII);
      }
    }
    return "message";
  }

  private static boolean matches(byte[] line, int at) {
    for (int i = 0; i < NAME.length; i++) {
      if (line[at + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the number after the event with that id; −1 if it is not one of this server. */
  long after(String id) {
    int dash = id.lastIndexOf('-');
    try {
      return dash > 0 && id.substring(0, dash).equals(epoch)
          ? Long.parseLong(id.substring(dash + 1)) + 1
          : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Returns what a client is told that has missed events. */
  String reset() {
    return "event: reset\ndata: {\"event\":\"reset\"}\n\n";
  }
}
