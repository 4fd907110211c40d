package dev.reeve.worker.handlers.exec;

import dev.reeve.worker.handlers.FakeTaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands for a worker that leads a session of its own. Starts a helper that it loses sight of, as
 * some handler of an earlier task may have; then runs a command that leaves a process without any
 * environment. Prints both pids.
 */
final class SessionLeader {
  private SessionLeader() {}

  public static void main(String[] args) throws Exception {
    System.out.println(helper());
    System.out.print(
        Commands.run(
                Commands.shell("env -i sleep 1000 >/dev/null 2>&1 & echo $!; exec sleep 0.05"),
                new FakeTaskContext())
            .stdout());
  }

  private static String helper() throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!").start();
    try (InputStream output = shell.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
