package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.ResultWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task that the {@link TaskWindow} has let in, until its record is written. Handed from thread to
 * thread: from the input to the pool to the writer.
 */
final class InFlightTask implements ResultListener, Delivery {
  private final TaskWindow window;
  private final Consumer<Delivery> writer;
  private final long place;
  private final long taskHash;
  private long heldBytes;
  private @Nullable TaskResult result;

  /**
   * @param writer such as {@link ResultWriter#accept}
   * @param place as {@link Delivery#place}
   * @param taskHash as {@link Delivery#taskHash}
   * @param heldBytes bytes that the window counts for the task
   */
  InFlightTask(
      TaskWindow window, Consumer<Delivery> writer, long place, long taskHash, long heldBytes) {
    this.window = window;
    this.writer = writer;
    this.place = place;
    this.taskHash = taskHash;
    this.heldBytes = heldBytes;
  }

  @Override
  public void onResult(TaskResult ended) {
    result = ended;
    heldBytes = window.ended(heldBytes, sizeOf(ended));
    writer.accept(this);
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

  @Override
  public TaskResult result() {
    if (result == null) {
      throw new IllegalStateException("no result yet");
    }
    return result;
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
    window.leave(heldBytes);
  }
}
