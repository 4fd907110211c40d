package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
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

  @Tag("long")
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

  @Tag("long")
  @Test
  void five_named_workers_are_started_and_joined() throws Exception {
    String out = example("NamedWorkers");
    for (int i = 1; i <= 5; i++) {
      assertThat(out).contains("hello from worker-" + i + ", process ");
    }
    assertThat(out.lines()).hasSize(5).allMatch(line -> line.endsWith(", exit code 0"));
  }

  @Test
  void a_pool_of_four_squares_twenty_numbers() throws Exception {
    assertThat(example("Squares").lines())
        .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(i -> "" + i * i).toList());
  }

  @Tag("long")
  @Test
  void of_two_daemons_one_is_terminated_and_the_program_waits_for_neither() throws Exception {
    assertThat(example("TwoDaemons")).isEqualTo("one: exit code 143, SIGTERM\ntwo: still runs\n");
  }

  @Test
  void a_folder_of_pictures_is_made_grey_by_a_pool() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 3; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
    }
    Path grey = folder.resolve("grey");
    assertThat(example("GreyFolder", pictures.toString(), grey.toString()))
        .isEqualTo("3 pictures in grey\n");
    assertThat(grey.resolve("2.png")).isNotEmptyFile();
    assertThat(Reeve.text(folder.resolve("err.txt"))).contains("3 of 3: ");
  }

  @Tag("long")
  @Test
  void a_reader_gets_what_a_writer_puts_into_a_queue_in_order() throws Exception {
    assertThat(example("WriterAndReader").lines())
        .startsWith("bob has read message 1", "bob has read message 2")
        .endsWith("bob has read message 10", "10 messages written")
        .hasSize(11);
  }

  @Tag("long")
  @Test
  void two_workers_count_to_exactly_200_under_a_lock() throws Exception {
    assertThat(example("CountTo200")).isEqualTo("200\n");
  }

  @Tag("long")
  @Test
  void a_dictionary_is_filled_by_a_pool() throws Exception {
    assertThat(example("WordCount").lines())
        .contains("the 5", "dog 3", "fox 2", "lazy 1")
        .isSorted()
        .hasSize(12);
  }

  @Tag("long")
  @Test
  void queues_of_three_kinds_give_what_they_hold_each_in_its_order() throws Exception {
    assertThat(example("ThreeQueues"))
        .isEqualTo(
            """
            FIFO is full: [letter, grand piano, book, chair]
            LIFO is full: [chair, book, grand piano, letter]
            PRIORITY is full: [book, chair, letter, grand piano]
            """);
  }

  /** What the example prints, run from its source as its users do. */
  private String example(String name, String... arguments) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // most of the time is the compiler's, which ends before the JVM's second compiler pays
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", Reeve.JAR.toString()));
    command.add(EXAMPLES.resolve(name + ".java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Reeve.text(err)).isZero();
    return Reeve.text(out);
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

  /** Downloads a model and a library, 80 MB together, when it runs for the first time. */
  @Tag("long")
  @Test
  void a_model_reads_signs_in_a_batch() throws Exception {
    Path example = EXAMPLES.resolve("read-text");
    Path log = folder.resolve("build.txt");
    Process build =
        new ProcessBuilder("mvn", "-B", "-q", "-f", example.toString(), "package")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(build.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(build.exitValue()).as(Reeve.text(log)).isZero();
    Finished run =
        Reeve.in(folder).run("run", "--workers", "1", example.resolve("job.json").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.record("sign[1]")).contains("{\"text\":\"beagle\",");
    assertThat(run.record("sign[2]")).contains("\"EXIT 24\"").contains("\"Harbour\"");
    assertThat(run.record("sign[3]")).contains("\"Open daily\"").contains("\"from 9 to 17\"");
  }
}
