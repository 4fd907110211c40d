package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs of one worker that has the bad handlers too; each task must have its record. */
final class OneWorker {
  /** A task that shows that the run goes on. */
  static final String AND_THEN = "{\"id\":\"then\",\"handler\":\"echo\",\"payload\":7}\n";

  private OneWorker() {}

  /** Runs the tasks, one on each line, in that order; the summary is in {@code summary.json}. */
  static Finished run(Path folder, String tasks, String... more) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), tasks);
    Finished run = Reeve.in(folder).run(arguments("job.jsonl", more));
    assertThat(run.records()).as(run.err()).hasSize((int) tasks.lines().count());
    return run;
  }

  static String[] arguments(String job, String... more) {
    List<String> all = new ArrayList<>(List.of("run", job, "-j", "1", "-k"));
    all.addAll(List.of("--worker-classpath", Reeve.BAD_HANDLERS, "--summary", "summary.json"));
    all.addAll(Arrays.asList(more));
    return all.toArray(new String[0]);
  }
}
