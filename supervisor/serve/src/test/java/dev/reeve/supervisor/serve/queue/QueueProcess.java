package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;

import dev.reeve.supervisor.model.Task;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that submits tasks to a queue in a folder from many threads, ends most of them, and
 * tells both, until it is killed.
 */
final class QueueProcess {
  private static final int CLIENTS = 8;

  /** Keeps so little that segments are deleted all the time. */
  static final QueueBounds BOUNDS = new QueueBounds(100_000, 1 << 28, 200, Duration.ofDays(36500));

  static final SegmentLimits LIMITS = new SegmentLimits(50, 1 << 20, 1 << 20);

  private QueueProcess() {}

  static Process start(Path folder, String run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            QueueProcess.class.getName(),
            folder.toString(),
            run)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  /** Takes the folder, and the beginning of all ids. */
  public static void main(String[] args) throws Exception {
    TaskQueue queue = FolderQueue.open(Path.of(args[0]), BOUNDS, LIMITS);
    FolderQueue.ids(queue, TaskState.ENDED).forEach(id -> tell("had " + id));
    queue.listen(
        new QueueListener() {
          @Override
          public void ended(QueuedTask task) {
            tell("ended " + task.id());
          }
        });
    for (int i = 0; i < CLIENTS; i++) {
      String prefix = args[1] + "-" + i + "-";
      Thread client = new Thread(() -> submitAll(queue, prefix));
      client.setDaemon(true);
      client.start();
    }
    for (Task task : List.of(next(queue), next(queue))) {
      tell("left " + task.id());
    }
    while (true) {
      QueueRun.succeed(queue, next(queue));
    }
  }

  private static void submitAll(TaskQueue queue, String prefix) {
    for (int i = 0; ; i++) {
      tell("accepted " + queue.submit(submission(prefix + i)).join().id());
    }
  }

  private static void tell(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
