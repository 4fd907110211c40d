package dev.reeve.supervisor.control;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.text.Quote;
import org.jspecify.annotations.Nullable;

/**
 * One request to a run: {@code {"call":"cancel","id":"host-7"}}.
 *
 * @param id of the task, for {@link Call#CANCEL} only
 * @param workers wanted number, for {@link Call#WORKERS} only
 */
public record ControlRequest(Call call, @Nullable String id, int workers) {
  /** More workers than any machine carries: a slip of the finger must not exhaust it. */
  static final int MOST_WORKERS = 10_000;

  /** The calls. */
  public enum Call {
    STATUS("status"),
    CANCEL("cancel"),
    PAUSE("pause"),
    RESUME("resume"),
    WORKERS("workers"),
    DRAIN("drain");

    private final String word;

    Call(String word) {
      this.word = word;
    }

    /** Returns its name in JSON, which is that of the command too. */
    public String word() {
      return word;
    }
  }

  /** Makes a request without an argument. */
  public static ControlRequest of(Call call) {
    return new ControlRequest(call, null, 0);
  }

  /** Makes a request for the end of a task. */
  public static ControlRequest cancel(String id) {
    return new ControlRequest(Call.CANCEL, id, 0);
  }

  /** Makes a request for another number of workers. */
  public static ControlRequest workers(int count) {
    return new ControlRequest(Call.WORKERS, null, count);
  }

  /** Returns the request as JSON on one line. */
  public Json toJson() {
    JsonWriter out = new JsonWriter(64);
    out.beginObject().member("call").string(call.word());
    if (id != null) {
      out.member("id").string(id);
    }
    if (call == Call.WORKERS) {
      out.member("workers").number(workers);
    }
    return out.endObject().toJson();
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException with a message for people, if it is none
   */
  public static ControlRequest parse(byte[] utf8, int from, int length) {
    JsonObject object = JsonObject.parse(utf8, from, length);
    Call call = call(object.text("call"));
    String id = call == Call.CANCEL ? object.text("id") : null;
    int workers = call == Call.WORKERS ? workerCount(object.number("workers")) : 0;
    for (String name : object.names()) {
      boolean isKnown =
          name.equals("call")
              || (name.equals("id") && call == Call.CANCEL)
              || (name.equals("workers") && call == Call.WORKERS);
      if (!isKnown) {
        throw new IllegalArgumentException(
            call.word() + " takes no member " + Quote.shortened(name));
      }
    }
    return new ControlRequest(call, id, workers);
  }

  /**
   * Returns the number of workers that may be asked for.
   *
   * @throws IllegalArgumentException if it may not
   */
  public static int workerCount(long count) {
    if (count < 1 || count > MOST_WORKERS) {
      throw new IllegalArgumentException(
          count + " is no number of workers from 1 to " + MOST_WORKERS);
    }
    return (int) count;
  }

  private static Call call(String word) {
    StringBuilder known = new StringBuilder();
    for (Call call : Call.values()) {
      if (call.word().equals(word)) {
        return call;
      }
      known.append(known.isEmpty() ? "" : ", ").append(call.word());
    }
    throw new IllegalArgumentException(
        "there is no call " + Quote.shortened(word) + "; there are: " + known);
  }
}
