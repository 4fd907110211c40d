package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The files of a queue on a disk that fails when a test says so. */
final class FaultyDisk {
  volatile boolean tasksAreFull;
  volatile boolean resultsAreFull;
  volatile boolean cancellationsAreFull;
  volatile boolean movesFail;
  volatile boolean syncFails;
  volatile boolean cutFails;
  final AtomicInteger taskSyncs = new AtomicInteger();

  /** Lets each sync of tasks wait twice, if it is set. */
  volatile @Nullable Phaser syncs;

  CurrentSegment.SegmentFiles files() {
    return new CurrentSegment.SegmentFiles(
        path -> {
          boolean isMove = path.endsWith("tasks.new");
          return new File(LineFile.tasks(path), true, () -> tasksAreFull || (isMove && movesFail));
        },
        path -> new File(LineFile.results(path), false, () -> resultsAreFull),
        path -> new File(Cancellations.open(path), false, () -> cancellationsAreFull));
  }

  private final class File implements LineFile {
    private final LineFile file;
    private final boolean hasTasks;
    private final BooleanSupplier isFull;

    File(LineFile file, boolean hasTasks, BooleanSupplier isFull) {
      this.file = file;
      this.hasTasks = hasTasks;
      this.isFull = isFull;
    }

    @Override
    public long size() {
      return file.size();
    }

    /** Writes the half of the lines if the disk is full. */
    @Override
    public void append(ByteBuffer lines) throws IOException {
      if (isFull.getAsBoolean()) {
        ByteBuffer half = lines.slice(lines.position(), lines.remaining() / 2);
        file.append(half);
        throw new IOException("No space left on device");
      }
      file.append(lines);
    }

    @Override
    public void sync() throws IOException {
      Phaser steps = syncs;
      if (hasTasks) {
        taskSyncs.incrementAndGet();
        if (steps != null) {
          steps.arriveAndAwaitAdvance();
          steps.arriveAndAwaitAdvance();
        }
      }
      if (hasTasks && syncFails) {
        throw new IOException("Input/output error");
      }
      file.sync();
    }

    @Override
    public void cutBack(long earlierSize) throws IOException {
      if (cutFails) {
        throw new IOException("Input/output error");
      }
      file.cutBack(earlierSize);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
