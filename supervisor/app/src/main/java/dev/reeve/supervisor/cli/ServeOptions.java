package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.serve.http.HttpLimits;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import dev.reeve.text.Sizes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options of {@code serve}. */
final class ServeOptions {
  static final CommandOption<String> JOB =
      CommandOption.optionalParameter(
          "JOB",
          "Job document with settings of workers and schedules, and without tasks. SIGHUP re-reads it.");

  static final CommandOption<String> LISTEN =
      CommandOption.single(
          ValueKind.TEXT,
          "unix:PATH|HOST:PORT",
          "Where to listen (default: a Unix socket in the state folder).",
          "--listen");

  static final CommandOption<Path> QUEUE =
      CommandOption.single(
          ValueKind.FILE,
          "FOLDER",
          "Keep accepted tasks in FOLDER, so that none is lost (default: in memory).",
          "--queue");

  static final CommandOption<Path> TOKEN_FILE =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "The first line of FILE is the token that callers must send (default: for an address of"
              + " this machine alone, one is made and kept in the state folder).",
          "--token-file");

  static final CommandOption<Path> READ_TOKEN_FILE =
      CommandOption.single(
          ValueKind.FILE, "FILE", "The same for callers that only look.", "--read-token-file");

  static final CommandOption<String> HOST =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "NAME",
          "Name by which callers reach the server, besides localhost and its address; repeatable.",
          "--host");

  static final CommandOption<Boolean> ALLOW_EXEC =
      CommandOption.flag(
          "Let callers run any command: tasks with command, and the handler exec.", "--allow-exec");

  static final CommandOption<Long> MAX_QUEUE =
      CommandOption.single(
          ValueKind.POSITIVE_NUMBER,
          "N",
          "Refuse tasks while N have not ended (default: 100000).",
          "--max-queue");

  static final CommandOption<Long> MAX_QUEUE_BYTES =
      CommandOption.single(
          ValueKind.SIZE,
          "SIZE",
          "Refuse tasks while they have so many bytes (default: an eighth of the heap, at most"
              + " 256m).",
          "--max-queue-bytes");

  static final CommandOption<Long> MAX_QUEUE_DISK =
      CommandOption.single(
          ValueKind.SIZE,
          "SIZE",
          "With --queue: forget ended tasks, then refuse tasks, rather than let the files have more"
              + " (default: 8 times --max-queue-bytes; at least 4 times).",
          "--max-queue-disk");

  static final CommandOption<Integer> KEEP =
      CommandOption.single(
          ValueKind.COUNT, "N", "Keep the last N ended tasks (default: 10000).", "--keep");

  static final CommandOption<Duration> KEEP_FOR =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION,
          "D",
          "Keep ended tasks no longer than this (default: 24h).",
          "--keep-for");

  static final CommandOption<Long> MAX_BODY =
      CommandOption.single(
          ValueKind.SIZE,
          "SIZE",
          "Refuse larger bodies; those that handlers get as files may have 256m (default: 16m).",
          "--max-body");

  static final List<CommandOption<?>> ALL = all();

  private ServeOptions() {}

  private static List<CommandOption<?>> all() {
    List<CommandOption<?>> all =
        new ArrayList<>(
            List.of(
                JOB,
                OptionTable.HELP,
                LISTEN,
                QUEUE,
                TOKEN_FILE,
                READ_TOKEN_FILE,
                HOST,
                ALLOW_EXEC,
                MAX_QUEUE,
                MAX_QUEUE_BYTES,
                MAX_QUEUE_DISK,
                KEEP,
                KEEP_FOR,
                MAX_BODY));
    all.addAll(BrokerOptions.SERVER);
    all.addAll(List.of(BrokerOptions.MAX_TASKS, BrokerOptions.MAX_BYTES));
    all.addAll(OptionTable.LASTING_POOL);
    return List.copyOf(all);
  }

  /**
   * Returns the bounds of the queue.
   *
   * @throws CommandAbortedException if they do not fit each other
   */
  static QueueBounds bounds(OptionValues values) throws CommandAbortedException {
    QueueBounds usual = QueueBounds.forHeap(Runtime.getRuntime().maxMemory());
    Long tasks = values.get(MAX_QUEUE);
    Long given = values.get(MAX_QUEUE_BYTES);
    long bytes = given == null ? usual.maxBytes() : given;
    Integer kept = values.get(KEEP);
    Duration keptFor = values.get(KEEP_FOR);
    return new QueueBounds(
        tasks == null ? usual.maxTasks() : (int) Math.min(tasks, Integer.MAX_VALUE),
        bytes,
        kept == null ? usual.keptTasks() : kept,
        keptFor == null ? usual.keptFor() : keptFor,
        usual.keptBytes(),
        disk(values, bytes));
  }

  private static long disk(OptionValues values, long queueBytes) throws CommandAbortedException {
    Long disk = values.get(MAX_QUEUE_DISK);
    long least = QueueBounds.leastDiskFor(queueBytes);
    if (disk == null) {
      return QueueBounds.diskFor(queueBytes);
    }
    if (values.get(QUEUE) == null) {
      throw new CommandAbortedException(
          ExitCodes.USAGE, "--max-queue-disk needs --queue FOLDER: there are no files without it");
    }
    if (disk < least) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "--max-queue-disk must be at least 4 times --max-queue-bytes, which is %s here: give %s or more, or lower --max-queue-bytes"
              .formatted(Sizes.rounded(queueBytes), Sizes.rounded(least)));
    }
    return disk;
  }

  /** Returns the bounds for clients. */
  static HttpLimits limits(OptionValues values) {
    Long body = values.get(MAX_BODY);
    return body == null ? HttpLimits.DEFAULT : HttpLimits.DEFAULT.withMaxBody(body);
  }
}
