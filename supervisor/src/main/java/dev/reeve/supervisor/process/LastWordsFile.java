package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker.TaskStarted;
import dev.reeve.protocol.LastWords;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file for one worker's {@link LastWords}. It has a name for as long as the worker needs to
 * find it, so nothing is left of it, however we end, but for that moment.
 */
final class LastWordsFile implements Closeable {

  /** Memory, where there is such a place: nothing of it is ever written to a disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final MessageCodec codec = new MessageCodec();
  private final Path path;
  private final FileChannel channel;

  private LastWordsFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new one; null if there is no room for it, or no way to keep it to ourselves. */
  static @Nullable LastWordsFile create(String name) {
    Path folder =
        Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    try {
      return create(folder.resolve("reeve-" + name));
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  private static LastWordsFile create(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    LastWordsFile file = new LastWordsFile(path, channel);
    try {
      file.fill();
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** A page that is missing when the worker needs it would be the end of its JVM. */
  private void fill() throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(LastWords.FILE_BYTES);
    while (zeros.hasRemaining()) {
      channel.write(zeros);
    }
  }

  Path path() {
    return path;
  }

  /** The worker has it open, or will never need it. */
  void forgetName() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // it is in a folder that the system empties
    }
  }

  /**
   * What the worker had said after this position of its output; and which task it had started, if
   * it had not said that.
   */
  byte[] after(long position) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LastWords.FILE_BYTES);
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
      // until all is read
    }
    LastWords words = new LastWords(content);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(words.after(position));
    if (words.running() > 0) {
      codec.write(new TaskStarted(RequestId.of(words.running())), all);
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    forgetName();
    try {
      channel.close();
    } catch (IOException e) {
      // nothing was written through it
    }
  }
}
