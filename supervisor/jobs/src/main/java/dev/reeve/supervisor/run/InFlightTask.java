package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.SpillFile;
import dev.reeve.supervisor.results.Spillable;
import dev.reeve.supervisor.results.SpilledResult;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A task that the {@link TaskWindow} has let in, until its record is written. Handed from thread to
 * thread: from the input to the pool to the writer. A large result that waits for the writer may be
 * moved to a file by a further thread; the writer gets it from wherever it is.
 */
final class InFlightTask implements ResultListener, Delivery, Spillable {
  private final TaskWindow window;
  private final ResultRoute route;
  private final long place;
  private final long taskHash;
  private long
      heldBytes; // this and the next change under this object's lock once there is a result
  private @Nullable TaskResult result;
  private @Nullable SpilledResult spilled;
  private boolean taken;
  private @Nullable Task task;
  private long resultBytes;

  /**
   * @param place as {@link Delivery#place}
   * @param taskHash as {@link Delivery#taskHash}
   * @param heldBytes bytes that the window counts for the task
   */
  InFlightTask(TaskWindow window, ResultRoute route, long place, long taskHash, long heldBytes) {
    this.window = window;
    this.route = route;
    this.place = place;
    this.taskHash = taskHash;
    this.heldBytes = heldBytes;
  }

  /** Keeps the task for the outputs; called before it is submitted. */
  void keep(Task submitted) {
    task = submitted;
  }

  @Override
  public @Nullable Task task() {
    return task;
  }

  @Override
  public void onResult(TaskResult ended) {
    long bytes = sizeOf(ended);
    result = ended;
    resultBytes = bytes;
    heldBytes = window.ended(heldBytes, bytes + (task == null ? 0 : task.payload().length()));
    if (isLarge()) {
      route.backlog().added(this, bytes);
    }
    route.writer().accept(this);
  }

  private static long sizeOf(TaskResult ended) {
    long bytes = ended.result() == null ? 0 : ended.result().length();
    if (ended.error() != null) {
      bytes += length(ended.error().message());
      bytes += length(ended.error().stack());
      bytes += length(ended.error().stdoutTail());
      bytes += length(ended.error().stderrTail());
    }
    return bytes;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private boolean isLarge() {
    return resultBytes >= ResultBacklog.SMALLEST;
  }

  @Override
  public void spillTo(SpillFile file) throws IOException {
    TaskResult whole = untaken();
    if (whole == null) {
      return;
    }
    SpilledResult moved = SpilledResult.write(whole, file);
    if (replace(moved)) {
      window.shrink(resultBytes);
      route.backlog().removed(resultBytes);
    } else {
      moved.free();
    }
  }

  private synchronized @Nullable TaskResult untaken() {
    return taken ? null : result;
  }

  /** Returns false if the writer has taken the result meanwhile. */
  private synchronized boolean replace(SpilledResult moved) {
    if (taken) {
      return false;
    }
    spilled = moved;
    result = null;
    heldBytes -= resultBytes;
    return true;
  }

  @Override
  public TaskResult result() throws IOException {
    SpilledResult moved = isLarge() ? take() : null;
    if (moved != null) {
      return moved.restore();
    }
    TaskResult whole = result;
    if (whole == null) {
      throw new IllegalStateException("no result yet");
    }
    return whole;
  }

  /** Returns where the result was moved to; null if it is in the heap, where it stays now. */
  private synchronized @Nullable SpilledResult take() {
    taken = true;
    return spilled;
  }

  @Override
  public long place() {
    return place;
  }

  @Override
  public long taskHash() {
    return taskHash;
  }

  @Override
  public void settled() {
    SpilledResult moved = isLarge() ? take() : null;
    result = null;
    task = null;
    if (moved != null) {
      moved.free();
    } else if (isLarge()) {
      route.backlog().removed(resultBytes);
    }
    window.leave(heldBytes);
  }
}
