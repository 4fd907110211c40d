package dev.reeve.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes that belong to this run of tests, zombies included, other than this JVM and its
 * ancestors. On Linux from {@code /proc}; elsewhere the living descendants only.
 */
public final class TestProcesses {

  /** Set by the build for the JVM that runs the tests, and inherited by all that it starts. */
  private static final String MARK = "REEVE_TEST_RUN";

  private static final Path PROC = Path.of("/proc");
  private static final long SELF = ProcessHandle.current().pid();

  /**
   * A process that should not be there.
   *
   * @param state as in {@code /proc}: {@code S} sleeps, {@code R} runs, {@code Z} is a zombie
   */
  public record Left(long pid, long parent, char state, String command) {

    void kill() {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
      return "pid " + pid + ", parent " + parent + ", state " + state + ": " + command;
    }
  }

  private record Entry(long pid, long parent, char state, long startTicks) {}

  private TestProcesses() {}

  /** What is there now; empty when all is well. */
  public static List<Left> left() {
    return Files.isReadable(PROC.resolve("self/stat")) ? leftInProc() : livingDescendants();
  }

  private static List<Left> livingDescendants() {
    return ProcessHandle.current()
        .descendants()
        .map(
            p ->
                new Left(
                    p.pid(),
                    p.parent().map(ProcessHandle::pid).orElse(-1L),
                    '?',
                    p.info().commandLine().orElse("?")))
        .toList();
  }

  private static List<Left> leftInProc() {
    Map<Long, Entry> table = table();
    Set<Long> ancestors = ancestors(table);
    Entry self = table.get(SELF);
    List<Left> left = new ArrayList<>();
    for (Entry entry : table.values()) {
      if (!ancestors.contains(entry.pid())
          && (isDescendant(entry, table) || (self != null && isMarked(entry, self)))) {
        left.add(new Left(entry.pid(), entry.parent(), entry.state(), command(entry.pid())));
      }
    }
    return left;
  }

  private static Map<Long, Entry> table() {
    Map<Long, Entry> table = new HashMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path folder : folders) {
        Entry entry = entry(folder);
        if (entry != null) {
          table.put(entry.pid(), entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list /proc", e);
    }
    return table;
  }

  private static @Nullable Entry entry(Path folder) {
    try {
      String stat = new String(Files.readAllBytes(folder.resolve("stat")), ISO_8859_1);
      // the name in parentheses may hold anything, so fields are counted from the last one
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new Entry(
          Long.parseLong(folder.getFileName().toString()),
          Long.parseLong(fields[1]),
          fields[0].charAt(0),
          Long.parseLong(fields[19]));
    } catch (IOException | RuntimeException gone) {
      return null;
    }
  }

  private static Set<Long> ancestors(Map<Long, Entry> table) {
    Set<Long> ancestors = new HashSet<>();
    Entry at = table.get(SELF);
    while (at != null && ancestors.add(at.pid())) {
      at = table.get(at.parent());
    }
    return ancestors;
  }

  private static boolean isDescendant(Entry entry, Map<Long, Entry> table) {
    Set<Long> seen = new HashSet<>();
    Entry at = entry;
    while (at != null && seen.add(at.pid())) {
      if (at.parent() == SELF) {
        return true;
      }
      at = table.get(at.parent());
    }
    return false;
  }

  /** An older process can't be ours, even if it has the same mark from an earlier run. */
  private static boolean isMarked(Entry entry, Entry self) {
    String mark = System.getenv(MARK);
    if (mark == null || entry.startTicks() < self.startTicks()) {
      return false;
    }
    String environment = read(entry.pid(), "environ");
    return ('\0' + environment).contains('\0' + MARK + '=' + mark + '\0');
  }

  private static String command(long pid) {
    String line = read(pid, "cmdline").replace('\0', ' ').strip();
    return line.isEmpty() ? '[' + read(pid, "comm").strip() + ']' : line;
  }

  private static String read(long pid, String file) {
    try {
      return new String(Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file)), UTF_8);
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }
}
