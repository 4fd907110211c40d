package dev.reeve.supervisor.it;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.SupervisorBuilder;
import dev.reeve.supervisor.TaskFuture;
import dev.reeve.supervisor.it.EmbeddedHandlers.Square;
import dev.reeve.supervisor.it.EmbeddedHandlers.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A program that never closes its pool, and ends in the way that its first argument names. */
final class EndingProgram {
  private EndingProgram() {}

  public static void main(String[] args) throws Exception {
    SupervisorBuilder builder = Supervisor.builder().workers(1);
    switch (args[0]) {
      case "returns" -> submitSquares(builder.start());
      case "map" -> mapSquares(builder.start());
      case "idle" -> System.out.println(builder.start().submit(Square.class, 3).get());
      case "exit-in-callback" ->
          builder.start().submit(Square.class, 3).thenAccept(EndingProgram::exit).join();
      case "process" -> print(builder.start().process(Square.class, 4).start().result());
      case "own-hook" -> closeInHook(builder.shutdownHook(false).start());
      default -> {
        builder.grace(Duration.ofMillis(500)).daemon(args[0].equals("daemon"));
        leaveTasks(builder.start(), args[0], Path.of(args[1]));
      }
    }
  }

  /**
   * Ends the JVM with tasks under way, as a framework does that closes the pool in its own hook.
   */
  private static void closeInHook(Supervisor pool) {
    submitSquares(pool);
    Runtime.getRuntime().addShutdownHook(new Thread(pool::close));
    System.exit(0);
  }

  private static void submitSquares(Supervisor pool) {
    for (int i = 1; i <= 3; i++) {
      print(pool.submit(Square.class, i));
    }
  }

  /** Prints how many results a map had whose input is read piece by piece. */
  private static void mapSquares(Supervisor pool) {
    CompletableFuture<Void> unused =
        pool.map(Square.class, IntStream.range(0, 5_000).boxed())
            .toFuture()
            .thenAccept(squares -> System.out.println(squares.size()));
  }

  /** Prints a result or an error, as soon as it is there. */
  private static void print(TaskFuture<Integer> future) {
    CompletableFuture<Integer> unused =
        future.whenComplete(
            (square, error) -> System.out.println(error == null ? square.toString() : error));
  }

  private static void exit(int square) {
    System.out.println(square);
    System.exit(7);
  }

  /** Leaves a running task and a waiting one, and says how the latter ends. */
  private static void leaveTasks(Supervisor pool, String how, Path started) throws Exception {
    TaskFuture<String> running = pool.submit(Waiting.class, started.toString());
    print(pool.submit(Square.class, 1));
    while (!Files.exists(started)) {
      Thread.onSpinWait();
    }
    switch (how) {
      case "exit" -> System.exit(3);
      case "signal" -> new CountDownLatch(1).await();
      default -> System.out.println(running.isDone());
    }
  }
}
