package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.EarlyWorker;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Early start of the first worker, while the values of the options and the job are still unread.
 * From the names of the options it guesses whether the run will have workers of the default kind. A
 * wrong guess costs a little work, and nothing else.
 */
final class EarlyStart {
  /** A longer document is read once, not twice. */
  private static final long LONGEST_DOCUMENT = 256 * 1024;

  /** Options that change the workers, or with which the run may have none. */
  private static final List<CommandOption<?>> AGAINST =
      List.of(
          OptionTable.JVM_ARG,
          OptionTable.WORKER_CLASSPATH,
          OptionTable.FORMAT,
          OptionTable.DRY_RUN,
          OptionTable.HELP,
          OptionTable.RESUME,
          OptionTable.RETRY_FAILED);

  private EarlyStart() {}

  /** Starts a worker if the arguments speak for it; returns null if they do not. */
  static @Nullable EarlyRun of(QuickArguments arguments, Map<String, String> env) {
    boolean hasRoom = HeapCheck.isEnough(Runtime.getRuntime().maxMemory());
    if (!hasRoom || speaksAgainst(arguments)) {
      return null;
    }
    return arguments.has(EachOptions.EACH) ? ofEach(arguments, env) : ofJob(arguments, env);
  }

  private static @Nullable EarlyRun ofJob(QuickArguments arguments, Map<String, String> env) {
    String job = arguments.job();
    Path folder = job == null ? null : folder(job);
    return folder == null
        ? null
        : new EarlyRun(
            EarlyWorker.start(folder, CacheFolder.of(env), LogFolder.forThisRun(env)), null);
  }

  private static @Nullable EarlyRun ofEach(QuickArguments arguments, Map<String, String> env) {
    if (!arguments.has(EachOptions.COMMAND)
        || arguments.has(OptionTable.OUTPUT)
        || arguments.has(EachOptions.OUTPUT_DIR)) {
      return null;
    }
    ProcessFolder outputs = CommandOutputs.newFolder();
    boolean early = arguments.has(EachOptions.LINE_BUFFER) || arguments.has(EachOptions.UNGROUP);
    return new EarlyRun(
        EarlyWorker.start(
            Path.of("").toAbsolutePath(),
            CacheFolder.of(env),
            LogFolder.forThisRun(env),
            CommandOutputs.workerArgs(outputs, early)),
        outputs);
  }

  private static boolean speaksAgainst(QuickArguments arguments) {
    for (CommandOption<?> option : AGAINST) {
      if (arguments.has(option)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the folder in which the workers of a job will run; null if the file is no job, or if
   * the job sets up its workers itself.
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
        || (Files.size(job) <= LONGEST_DOCUMENT && !textOf(job).contains("\"workers\""));
  }

  /** Reads without a channel, whose classes take longer to load than a short document to read. */
  private static String textOf(Path job) throws IOException {
    try (InputStream in = new FileInputStream(job.toFile())) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }
}
