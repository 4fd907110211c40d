package dev.reeve.supervisor.it;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.TaskProcess;
import dev.reeve.supervisor.it.EmbeddedHandlers.Deaf;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import java.nio.file.Path;
import java.time.Duration;

/** A program with two busy workers and a daemon, to be killed by its test. */
final class EmbeddingProgram {
  private EmbeddingProgram() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    try (Supervisor supervisor =
        Supervisor.builder().workers(2).grace(Duration.ofSeconds(1)).start()) {
      TaskFuture<String> one =
          supervisor.submit(Waiting.class, folder.resolve("waiting").toString());
      TaskFuture<Long> two = supervisor.submit(Deaf.class, folder.resolve("deaf").toString());
      TaskProcess<String> daemon =
          supervisor
              .process(Waiting.class, folder.resolve("daemon").toString())
              .daemon(true)
              .start();
      System.out.println(one.join() + two.join() + daemon.pid());
    }
  }
}
