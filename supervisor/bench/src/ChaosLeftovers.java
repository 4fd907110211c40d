import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that supervisors have left although they, and all that they started, have ended. */
final class ChaosLeftovers {
  /** Runs whose logs are kept. */
  private static final int KEPT_LOGS = 20;

  private static final Pattern MEMORY = Pattern.compile("reeve-(memory-)?(\\d+)-.*");

  /** Finished archives, notes that none could be made, and the launcher's memo. */
  private static final Pattern CACHE =
      Pattern.compile("(worker|supervisor)-[^.]*\\.jsa|worker-[^.]*-none|launcher-memo");

  private final Path folder;
  private final Set<Long> pids;

  /**
   * @param folder holds the folders for caches, states and temporary files, and those of rounds
   * @param pids ids of the supervisors
   */
  ChaosLeftovers(Path folder, Set<Long> pids) {
    this.folder = folder;
    this.pids = pids;
  }

  /** Counts them, and prints their names. */
  long count() throws IOException {
    List<String> found = names();
    found.forEach(file -> System.out.println("left over: " + file));
    return found.size();
  }

  /** Returns their paths. */
  List<String> names() throws IOException {
    List<String> found = new ArrayList<>();
    found.addAll(names(folder.resolve("tmp"), name -> true));
    found.addAll(names(folder.resolve("cache/reeve"), name -> !CACHE.matcher(name).matches()));
    found.addAll(
        names(folder.resolve("state/reeve"), name -> !name.equals("logs") && !name.equals("run")));
    found.addAll(names(folder.resolve("state/reeve/run"), name -> true));
    found.addAll(names(Path.of("/dev/shm"), this::isOurs));
    List<String> logs = names(folder.resolve("state/reeve/logs"), name -> true);
    found.addAll(logs.subList(0, Math.max(0, logs.size() - KEPT_LOGS)));
    for (String round : names(folder, name -> name.startsWith("round-"))) {
      found.addAll(names(Path.of(round), ChaosLeftovers::isUnfinished));
    }
    return found;
  }

  private boolean isOurs(String name) {
    Matcher matcher = MEMORY.matcher(name);
    return matcher.matches() && pids.contains(Long.valueOf(matcher.group(2)));
  }

  private static boolean isUnfinished(String name) {
    return name.startsWith(".") || name.startsWith("hs_err");
  }

  /** Returns the sorted paths of files whose names are of that kind. */
  private static List<String> names(Path folder, Predicate<String> kind) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> kind.test(file.getFileName().toString()))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
