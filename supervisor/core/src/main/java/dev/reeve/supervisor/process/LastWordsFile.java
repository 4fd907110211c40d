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
 * The file for one worker's {@link LastWords}. It has a name only until the worker has opened it,
 * so that, except in that moment, no file is left however the supervisor ends.
 */
final class LastWordsFile implements Closeable {

  /** A folder in memory, where the system has one; nothing in it is ever written to a disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final String PREFIX = "reeve-";

  /** Loaded only if there are files to check: most runs find none. */
  private static final class NamePattern {
    /** Matches the prefix and a worker's id: the supervisor's pid, its time, slot, generation. */
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

  /** Creates it; returns null if there is no space, or other users could read the file. */
  static @Nullable LastWordsFile create(String workerId) {
    Path path = folder().resolve(PREFIX + workerId);
    try {
      return OwnerOnlyFiles.areSupported(path) ? create(path) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Removes the files of supervisors that ended before the first message of their workers. A
   * supervisor in another container may look like one that has ended; its worker then finds no file
   * and works without one.
   */
  static void removeLeftovers() {
    Path folder = folder();
    String[] names = folder.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      if (name.startsWith(PREFIX) && isLeftover(name)) {
        removeOwn(folder.resolve(name));
      }
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // it belongs to another user
    }
  }

  private static void removeOwn(Path file) {
    try {
      if (OwnerOnlyFiles.isOwn(file)) {
        remove(file);
      }
    } catch (IOException e) {
      // another supervisor has removed it
    }
  }

  private static boolean isLeftover(String name) {
    Matcher owner = NamePattern.OWNER.matcher(name);
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

  /** Writes every page, since the JVM of the worker would crash on a page that cannot be had. */
  private void fill() throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(LastWords.FILE_BYTES);
    while (zeros.hasRemaining()) {
      channel.write(zeros);
    }
  }

  Path path() {
    return path;
  }

  /** Removes the name. The worker must have opened the file, or never need it. */
  void forgetName() {
    remove(path);
  }

  /**
   * Returns the messages that the worker had not written, and the start of its task if it had not
   * reported that. Must be called after the worker's end.
   */
  byte[] read() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LastWords.FILE_BYTES);
    while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
      // read on
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
      // this process wrote nothing to it after its creation
    }
  }
}
