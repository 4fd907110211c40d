package dev.reeve.supervisor.serve.page;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskStatus;
import org.jspecify.annotations.Nullable;

/** A timeline as JSON: arrays with a number for each bin; {@code null} for one of zeros only. */
final class TimelineJson {
  private TimelineJson() {}

  static void write(Timeline timeline, JsonWriter out) {
    int used = timeline.used();
    out.beginObject().member("start").number(timeline.startMillis());
    out.member("width").number(timeline.widthMillis());
    out.member("bins").number((long) used);
    out.member("ended");
    String divider = "[";
    for (TaskStatus status : TaskStatus.values()) {
      series(timeline.ended(status), used, 1, out.ascii(divider));
      divider = ",";
    }
    out.ascii(']');
    series(timeline.busy(), used, 1_000, out.member("busy"));
    series(timeline.waiting(), used, 1, out.member("waiting"));
    series(timeline.batches(), used, 1, out.member("batches"));
    series(timeline.batchItems(), used, 1, out.member("batchItems"));
    quantiles(timeline.runTimes(), used, 0.5, out.member("p50"));
    quantiles(timeline.runTimes(), used, 0.95, out.member("p95"));
    quantiles(timeline.waits(), used, 0.5, out.member("wait50"));
    quantiles(timeline.waits(), used, 0.95, out.member("wait95"));
    out.member("lanes").ascii('[');
    divider = "";
    for (Timeline.Lane lane : timeline.lanes()) {
      writeLane(lane, used, out.ascii(divider));
      divider = ",";
    }
    out.ascii(']').endObject();
  }

  private static void writeLane(Timeline.@Nullable Lane lane, int used, JsonWriter out) {
    if (lane == null) {
      out.nothing();
      return;
    }
    series(lane.busy(), used, 1_000, out.beginObject().member("busy"));
    series(lane.bad(), used, 1, out.member("bad"));
    series(lane.memory(), used, 1 << 20, out.member("memory"));
    out.endObject();
  }

  /** Rounds up, so that little is not nothing. */
  private static void series(BinSeries series, int used, long divisor, JsonWriter out) {
    boolean isZero = true;
    for (int i = 0; i < used && isZero; i++) {
      isZero = series.get(i) == 0;
    }
    if (isZero) {
      out.nothing();
      return;
    }
    String divider = "[";
    for (int i = 0; i < used; i++) {
      out.ascii(divider).number((series.get(i) + divisor - 1) / divisor);
      divider = ",";
    }
    out.ascii(']');
  }

  /** Writes {@code null} for a bin without durations. */
  private static void quantiles(BinDurations times, int used, double share, JsonWriter out) {
    boolean isEmpty = true;
    for (int i = 0; i < used && isEmpty; i++) {
      isEmpty = times.quantileMillis(i, share) < 0;
    }
    if (isEmpty) {
      out.nothing();
      return;
    }
    String divider = "[";
    for (int i = 0; i < used; i++) {
      double millis = times.quantileMillis(i, share);
      out.ascii(divider);
      if (millis < 0) {
        out.nothing();
      } else {
        HistoryJson.millis(out, millis);
      }
      divider = ",";
    }
    out.ascii(']');
  }
}
