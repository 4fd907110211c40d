package dev.reeve.supervisor.process;

import dev.reeve.os.OwnerOnlyFiles;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file for one worker's {@link LastWords}. It has a name for as long as the worker needs to
 * find it, so nothing is left of it, however we end, but for that moment.
 */
final class LastWordsFile implements Closeable {

  /** Memory, where there is such a place: nothing of it is ever written to a disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final String PREFIX = "reeve-";

  /** Made when there is a file to look at: most runs find none. */
  private static final class Name {
    /** Prefix, and the mark of a worker: the supervisor's pid, its time, slot, generation. */
    static final Pattern OWNER = Pattern.compile(PREFIX + "(\\d{1,18})-[0-9a-f]+-\\d+\\.\\d+");
  }

  private final MessageCodec codec = new MessageCodec();
  private final Path path;
  private final FileChannel channel;

  private LastWordsFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  private static Path folder() {
    return Files.isWritable(MEMORY)
        ? MEMORY
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  /** A new one; null if there is no room for it, or no way to keep it to ourselves. */
  static @Nullable LastWordsFile create(String name) {
    Path path = folder().resolve(PREFIX + name);
    try {
      return OwnerOnlyFiles.areSupported(path) ? create(path) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Removes the files of supervisors that ended before their workers spoke. A supervisor in another
   * container may look like one of those; its worker then finds no file, and does without.
   */
  static void removeLeftovers() {
    Path folder = folder();
    String[] names = folder.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      if (name.startsWith(PREFIX) && isLeftOver(name)) {
        remove(folder.resolve(name));
      }
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // it is another user's
    }
  }

  private static boolean isLeftOver(String name) {
    Matcher owner = Name.OWNER.matcher(name);
    return owner.matches() && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty();
  }

  private static LastWordsFile create(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OwnerOnlyFiles.file(path));
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
    remove(path);
  }

  /**
   * What the worker had said and not written; and which task it had started, if it had not said
   * that. To be called when it has ended.
   */
  byte[] read() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LastWords.FILE_BYTES);
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
      // until all is read
    }
    LastWords words = new LastWords(content);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(words.bytes());
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
