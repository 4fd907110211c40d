package dev.reeve.worker.handlers.exec;

import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.text.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An output of which every byte is kept: in memory while it is short, else in a file. */
final class WholeOutput extends CappedOutput {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path path;
  private final int memoryBytes;
  private @Nullable FileChannel file; // guarded by this, as is the next
  private @Nullable IOException failure;

  /**
   * @param path of the file, which does not exist
   * @param memoryBytes longest output that is not in the file yet
   */
  WholeOutput(Path path, int memoryBytes, int tailLimit) {
    super(OutputFiles.INLINE_BYTES, tailLimit);
    this.path = path;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (file == null && failure == null && total() + length > memoryBytes) {
      writeToFile(ByteBuffer.wrap(headBytes()));
    }
    super.write(bytes, offset, length);
    if (file != null) {
      writeToFile(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  /** The command goes on if that fails, as its output must still be read. */
  private void writeToFile(ByteBuffer bytes) {
    try {
      if (file == null) {
        file = FileChannel.open(path, NEW, OwnerOnlyFiles.file(path));
      }
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      failure = e;
      closeFile();
    }
  }

  private void closeFile() {
    FileChannel open = file;
    file = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  /**
   * Writes the file unless the text of the head is the whole output, and closes it.
   *
   * @param alsoShort whether the file is wanted even so, if there was any output
   * @throws IOException if some of the output could not be written
   */
  synchronized void finish(boolean alsoShort) throws IOException {
    byte[] head = headBytes();
    boolean isInFile = file != null || failure != null;
    if (!isInFile && head.length > 0 && (alsoShort || !isText(head))) {
      writeToFile(ByteBuffer.wrap(head));
    }
    closeFile();
    if (failure != null) {
      throw failure;
    }
  }

  private static boolean isText(byte[] bytes) {
    return Utf8.firstInvalid(bytes, 0, bytes.length) < 0;
  }

  @Override
  synchronized boolean isTruncated() {
    return super.isTruncated() || !isText(headBytes());
  }
}
