package dev.reeve.worker.handlers.exec;

import dev.reeve.worker.handlers.FakeTaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that acts as a worker with a session of its own. It starts a helper whose parent ends,
 * as a handler of an earlier task may have done. Then it runs a command that leaves a process
 * without environment, while it starts threads, which take pids too. It prints both pids.
 */
final class SessionLeader {
  private SessionLeader() {}

  public static void main(String[] args) throws Exception {
    System.out.println(helper());
    Future<?> unused =
        Executors.newSingleThreadScheduledExecutor(SessionLeader::daemon)
            .scheduleAtFixedRate(SessionLeader::startThread, 0, 5, TimeUnit.MILLISECONDS);
    System.out.print(
        Commands.run(
                Commands.shell("env -i sleep 1000 >/dev/null 2>&1 & echo $!; exec sleep 0.05"),
                new FakeTaskContext())
            .stdout());
  }

  private static void startThread() {
    daemon(LockSupport::park).start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private static String helper() throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!").start();
    try (InputStream output = shell.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
