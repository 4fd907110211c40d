package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened over time, in a fixed number of bins. When the time passes the last bin, a timeline
 * of the whole run makes one bin of each two, and one of recent time forgets the oldest quarter; so
 * memory is bounded. Times are milliseconds since the start of the run. Not thread-safe.
 */
final class Timeline {
  static final int BINS = 240;

  /** Further workers have no lane. */
  static final int MOST_LANES = 256;

  private static final long FIRST_WIDTH_MILLIS = 25;
  private static final long MICROS_PER_MILLI = 1_000;

  /**
   * The work of one worker's place.
   *
   * @param busy microseconds of work
   * @param bad attempts that did not succeed
   * @param memory largest resident memory in bytes
   */
  record Lane(BinSeries busy, BinSeries bad, BinSeries memory) {}

  private final boolean forgets;
  private final List<BinSeries> series = new ArrayList<>();
  private final Map<TaskStatus, BinSeries> ended = new EnumMap<>(TaskStatus.class);
  private final List<@Nullable Lane> lanes = new ArrayList<>();
  private final BinSeries busy = sums();
  private final BinSeries waiting = largest();
  private final BinSeries batches = sums();
  private final BinSeries batchItems = sums();
  private final BinDurations runTimes = new BinDurations(BINS);
  private final BinDurations waits = new BinDurations(BINS);
  private long width;
  private long start;
  private int used;

  private Timeline(boolean forgets, long width) {
    this.forgets = forgets;
    this.width = width;
    for (TaskStatus status : TaskStatus.values()) {
      ended.put(status, sums());
    }
  }

  /** Returns a timeline of all the time since the start. */
  static Timeline ofWhole() {
    return new Timeline(false, FIRST_WIDTH_MILLIS);
  }

  /** Returns a timeline of the last time only. */
  static Timeline ofRecent(long widthMillis) {
    return new Timeline(true, widthMillis);
  }

  private BinSeries sums() {
    return added(BinSeries.ofSums(BINS));
  }

  private BinSeries largest() {
    return added(BinSeries.ofLargest(BINS));
  }

  private BinSeries added(BinSeries one) {
    series.add(one);
    return one;
  }

  /** Returns the bin of a time, for which room is made; −1 if it is forgotten. */
  private int binOf(double millis) {
    double bin = (Math.max(0, millis) - start) / width;
    while (bin >= BINS) {
      makeRoom(bin);
      bin = (Math.max(0, millis) - start) / width;
    }
    if (bin < 0) {
      return -1;
    }
    used = Math.max(used, (int) bin + 1);
    return (int) bin;
  }

  private void makeRoom(double bin) {
    if (forgets) {
      shift((long) (bin - BINS + 1 + BINS / 4.0));
      return;
    }
    series.forEach(BinSeries::halve);
    runTimes.halve();
    waits.halve();
    used = (used + 1) / 2;
    width *= 2;
  }

  private void shift(long wanted) {
    int count = (int) Math.min(BINS, wanted);
    series.forEach(one -> one.shift(count));
    runTimes.shift(count);
    waits.shift(count);
    used = Math.max(0, used - count);
    start += wanted * width;
  }

  /** Lets the time go on, even if nothing happens. */
  void reach(double millis) {
    int unused = binOf(millis);
  }

  void attemptEnded(int slot, double startMillis, double endMillis, boolean isGood) {
    int last = binOf(endMillis);
    if (last < 0) {
      return;
    }
    runTimes.add(last, Math.round((endMillis - startMillis) * 1e6));
    Lane lane = lane(slot);
    for (int bin = Math.max(0, binOf(startMillis)); bin <= last; bin++) {
      double from = Math.max(startMillis, start + (double) bin * width);
      double to = Math.min(endMillis, start + (bin + 1.0) * width);
      long micros = Math.max(0, Math.round((to - from) * MICROS_PER_MILLI));
      busy.add(bin, micros);
      if (lane != null) {
        lane.busy().add(bin, micros);
      }
    }
    if (lane != null && !isGood) {
      lane.bad().add(last, 1);
    }
  }

  private @Nullable Lane lane(int slot) {
    if (slot < 0 || slot >= MOST_LANES) {
      return null;
    }
    while (lanes.size() <= slot) {
      lanes.add(null);
    }
    Lane lane = lanes.get(slot);
    if (lane == null) {
      lane = new Lane(sums(), sums(), largest());
      lanes.set(slot, lane);
    }
    return lane;
  }

  void taskEnded(TaskStatus status, double millis) {
    addTo(ended(status), millis, 1);
  }

  void waited(double millis, long nanos) {
    int bin = binOf(millis);
    if (bin >= 0) {
      waits.add(bin, nanos);
    }
  }

  void batch(double millis, int items) {
    addTo(batches, millis, 1);
    addTo(batchItems, millis, items);
  }

  void waiting(double millis, long tasks) {
    addTo(waiting, millis, tasks);
  }

  void memory(int slot, double millis, long bytes) {
    Lane lane = lane(slot);
    if (lane != null) {
      addTo(lane.memory(), millis, bytes);
    }
  }

  private void addTo(BinSeries one, double millis, long value) {
    int bin = binOf(millis);
    if (bin >= 0) {
      one.add(bin, value);
    }
  }

  /** Returns whether it is one of recent time. */
  boolean forgets() {
    return forgets;
  }

  long startMillis() {
    return start;
  }

  long widthMillis() {
    return width;
  }

  /** Returns the number of bins that have been reached. */
  int used() {
    return used;
  }

  BinSeries ended(TaskStatus status) {
    return Objects.requireNonNull(ended.get(status));
  }

  BinSeries busy() {
    return busy;
  }

  BinSeries waiting() {
    return waiting;
  }

  BinSeries batches() {
    return batches;
  }

  BinSeries batchItems() {
    return batchItems;
  }

  BinDurations runTimes() {
    return runTimes;
  }

  BinDurations waits() {
    return waits;
  }

  /** Returns the lanes by the workers' places; null for a place without work. */
  List<@Nullable Lane> lanes() {
    return lanes;
  }
}
