package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.it.EmbeddedHandlers.Pid;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool that all parts of a program share. */
class CommonPoolIT {
  @TempDir Path folder;

  /** A program that leaves a task in the common pool behind. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      Supervisor common = Supervisor.common();
      TaskFuture<String> left = common.submit(Waiting.class, args[0]);
      Reeve.awaitText(Path.of(args[0]), "");
      System.out.println(common.submit(Pid.class, "").get() + " " + left.isDone());
    }
  }

  @Test
  void it_does_not_keep_the_jvm_and_leaves_no_worker_behind() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.resolve("runs").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(program.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
    assertThat(said).matches("\\d+ false");
    long worker = Long.parseLong(said.substring(0, said.indexOf(' ')));
    Awaitility.await()
        .until(() -> ProcessHandle.of(worker).map(process -> !process.isAlive()).orElse(true));
  }
}
