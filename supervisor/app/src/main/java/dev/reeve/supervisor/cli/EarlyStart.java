package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.supervisor.EarlyWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guesses from the bare arguments whether a run with workers of the default kind comes, whose first
 * worker can be started at once. A wrong guess costs a little work, and nothing else.
 */
final class EarlyStart {
  /** A longer document is read once, not twice. */
  private static final long LONGEST_DOCUMENT = 256 * 1024;

  /** What shapes a worker, or means that there may be none. */
  private static final String[] AGAINST = {
    "--jvm-arg",
    "--worker-classpath",
    "--format",
    "--dry-run",
    "--help",
    "-h",
    "--resume",
    "--retry-failed"
  };

  private EarlyStart() {}

  /** Null if nothing was started. */
  static @Nullable EarlyWorker of(String[] args, Map<String, String> env) {
    if (args.length < 2 || !args[0].equals("run") || speaksAgainst(args)) {
      return null;
    }
    Path folder = folder(isOption(args[1]) ? args[args.length - 1] : args[1]);
    return folder == null ? null : EarlyWorker.start(folder, CacheFolder.of(env));
  }

  private static boolean isOption(String arg) {
    return arg.length() > 1 && arg.startsWith("-");
  }

  private static boolean speaksAgainst(String[] args) {
    for (String arg : args) {
      for (String word : AGAINST) {
        if (arg.startsWith(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Where the workers of a job will run; null if that is no job, or one that shapes its workers.
   */
  private static @Nullable Path folder(String job) {
    try {
      Path file = Path.of(job).toAbsolutePath();
      if (job.equals("-")) {
        return file.getParent();
      }
      return Files.isRegularFile(file) && isPlain(file) ? file.getParent() : null;
    } catch (InvalidPathException | IOException e) {
      return null;
    }
  }

  private static boolean isPlain(Path job) throws IOException {
    return !job.toString().endsWith(".json")
        || (Files.size(job) <= LONGEST_DOCUMENT
            && !new String(Files.readAllBytes(job), ISO_8859_1).contains("\"workers\""));
  }
}
