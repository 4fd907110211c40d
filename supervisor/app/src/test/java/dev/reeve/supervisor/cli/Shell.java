package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine that a test runs. */
final class Shell {
  private static final long LIMIT_SECONDS = 60;

  private Shell() {}

  /** Skips the test if a program is not installed. */
  static void assumeInstalled(String program) {
    boolean found =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(found, program + " is not installed");
  }

  /** Runs a program in a folder; returns all that it prints. It must end with 0. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("shell", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      String printed = Files.readString(out, UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      return printed;
    } finally {
      Files.delete(out);
    }
  }
}
