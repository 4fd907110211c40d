package dev.reeve.supervisor.serve.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.os.OwnFolders;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of a queue: a lock, and numbered pairs of files, one with tasks and one with their
 * records. One server at a time uses it. Only its owner can read it.
 */
final class QueueFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final Pattern SEGMENT =
      Pattern.compile("(?:tasks|results|cancelled)-([0-9]{6,18})\\.jsonl");
  private static final String ONLY_OWNER = "rwx------";

  /** The longest process id, and more. */
  private static final int MOST_LOCK_BYTES = 32;

  /**
   * Folders that this process uses: a second channel of their locks would release them when it is
   * closed.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final DiskUse disk;

  private QueueFolder(Path path, FileChannel lock, DiskUse disk) {
    this.path = path;
    this.lock = lock;
    this.disk = disk;
  }

  /**
   * Creates the folder if there is none, and locks it.
   *
   * @param disk is told of the files' bytes
   * @throws IOException if it cannot be used; the message is for people
   */
  static QueueFolder open(Path folder, DiskUse disk) throws IOException {
    try {
      Path path = OwnFolders.create(folder);
      requireQueueOrEmpty(path);
      if (OwnerOnlyFiles.areSupported(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(ONLY_OWNER));
      }
      FileChannel lock = lock(path);
      syncParent(path);
      return new QueueFolder(path, lock, disk);
    } catch (IOException e) {
      throw new IOException("cannot use " + folder + " for the queue: " + IoReasons.of(e), e);
    }
  }

  /** A folder that was named by mistake must stay as it is. */
  private static void requireQueueOrEmpty(Path path) throws IOException {
    if (Files.exists(path.resolve(LOCK), NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        throw new IOException(
            "it is not empty, and not a queue's folder: it holds "
                + file.getFileName()
                + "; name a new or an empty folder");
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    if (!HELD.add(path)) {
      throw new IOException("this process uses it already");
    }
    try {
      return lockFile(path);
    } catch (IOException | RuntimeException e) {
      HELD.remove(path);
      throw e;
    }
  }

  private static FileChannel lockFile(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    FileChannel lock =
        FileChannel.open(
            file, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), OwnerOnlyFiles.file(file));
    try {
      if (lock.tryLock() == null) {
        throw new IOException("another server uses it" + holder(lock));
      }
      lock.truncate(0);
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII);
      lock.write(ByteBuffer.wrap(pid), 0);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static String holder(FileChannel lock) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(MOST_LOCK_BYTES);
    return lock.read(pid, 0) <= 0
        ? ""
        : ", process " + new String(pid.array(), 0, pid.position(), US_ASCII);
  }

  /** Returns the numbers of all segments of which there is a file. */
  NavigableSet<Long> segments() throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Matcher name = SEGMENT.matcher(file.getFileName().toString());
        if (name.matches()) {
          numbers.add(Long.parseLong(name.group(1)));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return numbers;
  }

  Path path() {
    return path;
  }

  Path tasks(long segment) {
    return path.resolve("tasks-%06d.jsonl".formatted(segment));
  }

  Path results(long segment) {
    return path.resolve("results-%06d.jsonl".formatted(segment));
  }

  Path cancelled(long segment) {
    return path.resolve("cancelled-%06d.jsonl".formatted(segment));
  }

  /** Returns the file of tasks that gets its number when it is complete. */
  Path unfinished() {
    return path.resolve("tasks.new");
  }

  /** Returns the use of the disk by all segments. */
  DiskUse disk() {
    return disk;
  }

  /** Makes new and deleted files survive a crash of the machine. */
  void sync() throws IOException {
    sync(path);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  /** Makes the folder itself survive, if it is new. */
  private static void syncParent(Path folder) {
    try {
      sync(folder.resolveSibling("."));
    } catch (IOException e) {
      // it is not new in a folder that this user cannot read
    }
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    lock.close();
    HELD.remove(path);
  }
}
