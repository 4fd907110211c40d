package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.ResultWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task's place in the {@link TaskWindow}, from its reading until its record is written. Handed
 * from thread to thread: reader, supervisor, writer.
 */
final class InFlightTask implements ResultListener, Delivery {
  private final TaskWindow window;
  private final Consumer<Delivery> writer;
  private final long place;
  private final long taskHash;
  private long held;
  private @Nullable TaskResult result;

  /**
   * @param writer such as {@link ResultWriter#accept}
   * @param place in the order of the input
   * @param taskHash as {@link Delivery#taskHash}
   * @param held what the window holds for the task
   */
  InFlightTask(TaskWindow window, Consumer<Delivery> writer, long place, long taskHash, long held) {
    this.window = window;
    this.writer = writer;
    this.place = place;
    this.taskHash = taskHash;
    this.held = held;
  }

  @Override
  public void onResult(TaskResult ended) {
    result = ended;
    held = window.ended(held, bytes(ended));
    writer.accept(this);
  }

  private static long bytes(TaskResult ended) {
    long bytes = ended.result() == null ? 0 : ended.result().length();
    if (ended.error() != null) {
      bytes += length(ended.error().message());
      bytes += length(ended.error().stack());
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
    window.leave(held);
  }
}
