package dev.reeve.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.text.QuotedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The system's living processes as Linux tells them in {@code /proc}; empty elsewhere. See proc(5).
 */
public final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  /** A table that takes longer to read than this is read in part. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final int LOOKS = 5;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

  /**
   * A process.
   *
   * @param group id of its process group
   * @param name short name of its program
   */
  public record Entry(long pid, long group, String name) {

    /** Whether it, or what started it, was given this variable with this value. */
    public boolean hasInEnvironment(String variable, String value) {
      String environment = environment();
      for (int look = 1; look < LOOKS && isNotYetThere(environment); look++) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        environment = environment();
      }
      return ("\0" + environment).contains("\0" + variable + "=" + value + "\0");
    }

    /** Null if it may not be read. */
    private @Nullable String environment() {
      return readOrNull(PROC.resolve(pid + "/environ"));
    }

    /** In the midst of execve(2) a process has none; it has one soon. */
    private static boolean isNotYetThere(@Nullable String environment) {
      return environment != null && environment.isEmpty();
    }

    @Override
    public String toString() {
      return pid + " " + QuotedLine.of(name);
    }
  }

  private ProcessTable() {}

  /** Whether this system has such a table. */
  public static boolean exists() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  public static List<Entry> select(Predicate<Entry> wanted) {
    List<Entry> selected = new ArrayList<>();
    long start = System.nanoTime();
    for (String name : names()) {
      Entry entry = Character.isDigit(name.charAt(0)) ? entry(PROC.resolve(name)) : null;
      if (entry != null && wanted.test(entry)) {
        selected.add(entry);
      }
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        break;
      }
    }
    return selected;
  }

  /** None if there is no such table. */
  private static String[] names() {
    String[] names = PROC.toFile().list();
    return names == null ? new String[0] : names;
  }

  /** Null for what has ended meanwhile, and for a zombie. */
  private static @Nullable Entry entry(Path folder) {
    String stat = read(folder.resolve("stat"));
    int name = stat.indexOf('(');
    int fields = stat.lastIndexOf(')');
    if (name < 0 || fields < name) {
      return null;
    }
    String[] rest = stat.substring(fields + 2).split(" ", 4); // state, parent, group, the others
    return rest[0].equals("Z") || rest[0].equals("X")
        ? null
        : new Entry(
            Long.parseLong(folder.getFileName().toString()),
            Long.parseLong(rest[2]),
            stat.substring(name + 1, fields));
  }

  /** Empty for what has ended meanwhile, and for what belongs to others. */
  private static String read(Path file) {
    String text = readOrNull(file);
    return text == null ? "" : text;
  }

  private static @Nullable String readOrNull(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }
}
