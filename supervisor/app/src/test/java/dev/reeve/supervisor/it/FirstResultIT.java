package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program does before its first result comes. */
class FirstResultIT {
  private static final String MAPPER = " tools.jackson.databind.json.JsonMapper ";
  private static final Path GO = Path.of("go");

  @TempDir Path folder;

  record Area(int square) {}

  private static void awaitGo() {
    Awaitility.await()
        .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Files.exists(GO));
  }

  static final class Square implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      awaitGo();
      return number * number;
    }
  }

  static final class AreaOf implements TaskHandler<Integer, Area> {
    @Override
    public Area handle(Integer number, TaskContext context) {
      awaitGo();
      return new Area(number * number);
    }
  }

  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      try (Supervisor pool = Supervisor.builder().workers(1).start()) {
        System.out.println(
            args[0].equals("area")
                ? pool.submit(AreaOf.class, 3).get()
                : pool.submit(Square.class, 3).get());
      }
    }
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(
            Reeve.java(),
            "-Xlog:class+load:file=classes",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            what)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String end(Process program) throws IOException {
    Files.createFile(folder.resolve(GO));
    assertThat(Reeve.exitCode(program)).as(Reeve.text(folder.resolve("err"))).isZero();
    return Reeve.text(folder.resolve("out"));
  }

  @Test
  void the_mapper_is_ready_before_the_first_result_that_needs_it() throws Exception {
    Process program = start("area");
    Reeve.awaitText(folder.resolve("classes"), MAPPER);
    assertThat(end(program)).isEqualTo("Area[square=9]\n");
  }

  @Test
  void a_program_whose_results_need_no_mapper_has_none() throws Exception {
    assertThat(end(start("square"))).isEqualTo("9\n");
    assertThat(Reeve.text(folder.resolve("classes"))).doesNotContain(MAPPER);
  }
}
