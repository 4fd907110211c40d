package dev.reeve.supervisor.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they use a queue. */
class QueueProcessTest {
  private static final int KILLS = 4;

  private final Set<String> accepted = new HashSet<>();
  private final Set<String> ended = new HashSet<>();

  @TempDir private Path temporary;

  /** Kills the process after so many lines, and reads what it had told. */
  private void killAfter(Process process, int lines) throws Exception {
    try (BufferedReader out = process.inputReader()) {
      for (int i = 0; i < lines; i++) {
        note(out.readLine());
      }
      process.toHandle().destroyForcibly(); // that of the process would close its output
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        note(line);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void note(String line) {
    assertThat(line).as("the process ended by itself").isNotNull();
    String id = line.substring(line.indexOf(' ') + 1);
    if (line.startsWith("accepted ")) {
      accepted.add(id);
    } else if (line.startsWith("had ")) {
      ended.add(id); // perhaps it was killed before it could tell
    } else if (line.startsWith("ended ")) {
      assertThat(ended.add(id)).as("%s ended twice", id).isTrue();
    }
  }

  @Test
  void what_processes_that_are_killed_have_accepted_ends_exactly_once() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("QueueProcessTest seed " + seed);
    Random random = new Random(seed);
    Path folder = temporary.resolve("queue");
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(QueueProcess.start(folder, "run" + kill), 1 + random.nextInt(1500));
    }
    try (TaskQueue queue = FolderQueue.open(folder, QueueProcess.BOUNDS, QueueProcess.LIMITS)) {
      ended.addAll(FolderQueue.ids(queue, TaskState.ENDED));
      queue.listen(
          new QueueListener() {
            @Override
            public void ended(QueuedTask task) {
              assertThat(ended.add(task.id())).as("seed %d: %s", seed, task).isTrue();
            }
          });
      FolderQueue.runAll(queue);
      assertThat(ended).as("seed %d", seed).containsAll(accepted);
      assertThat(FolderQueue.files(folder)).hasSizeLessThan(2 * (KILLS * 3 + 8));
    }
  }

  @Test
  void a_folder_that_another_process_uses_is_refused_with_its_id() throws Exception {
    Path folder = temporary.resolve("queue");
    Process process = QueueProcess.start(folder, "run");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isNotNull();
      assertThatThrownBy(() -> FolderQueue.open(folder))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot use %s for the queue: another server uses it, process %d"
                  .formatted(folder, process.pid()));
    } finally {
      process.destroyForcibly().waitFor();
    }
    FolderQueue.open(folder).close();
    assertThat(Files.readString(folder.resolve("lock")))
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }
}
