package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples, as their README says to run them. */
class ExamplesIT {
  private static final Path EXAMPLES = Reeve.TOP.resolve("supervisor/examples");

  @TempDir Path folder;

  @Test
  void repository_hashes_and_counts_the_files_of_this_project() {
    Finished run = Reeve.in(folder).run("run", EXAMPLES.resolve("repository.json").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.records()).hasSizeGreaterThan(100);
    assertThat(run.out()).contains("\"sha256\":\"").contains("protocol/README.md");
  }

  @Test
  void pictures_are_drawn_and_made_grey_blurred_and_small() throws Exception {
    Path out = folder.resolve("out.txt");
    Process script =
        new ProcessBuilder(EXAMPLES.resolve("pictures/run.sh").toString())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    assertThat(script.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).as(Reeve.text(folder.resolve("err.txt"))).isZero();
    assertThat(Files.readAllLines(out)).hasSize(24);
    for (String name :
        new String[] {"picture-6.png", "grey-6.png", "blurred-6.png", "small-6.jpg"}) {
      assertThat(EXAMPLES.resolve("pictures/out").resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void failures_show_what_each_kind_of_failure_looks_like() {
    Finished run = Reeve.in(folder).run("run", EXAMPLES.resolve("failures.json").toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.record("fine")).contains("\"status\":\"succeeded\"");
    assertThat(run.record("exits-with-9"))
        .contains("\"CommandFailed\"", "\"exitCode\":9", "out of cheese");
    assertThat(run.record("takes-too-long")).contains("\"status\":\"timed_out\"");
    assertThat(run.record("kills-its-worker")).contains("\"status\":\"crashed\"");
    assertThat(run.record("wrong-payload")).contains("duration: is missing");
  }

  @Test
  void a_handler_of_one_s_own_is_found_in_its_jar() throws Exception {
    Process build =
        new ProcessBuilder(EXAMPLES.resolve("own-handler/build.sh").toString()).inheritIO().start();
    assertThat(build.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(build.exitValue()).isZero();
    Finished run = Reeve.in(folder).run("run", EXAMPLES.resolve("own-handler/job.json").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"words\":");
  }
}
