package dev.reeve.supervisor.it;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedLock;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.WorkerContext;
import dev.reeve.worker.WorkerHook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Handlers that no {@code META-INF/services} names. */
final class EmbeddedHandlers {
  private EmbeddedHandlers() {}

  /** A number squared. */
  static final class Square implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      return number * number;
    }
  }

  /** The worker's process. */
  static final class Pid implements TaskHandler<String, Long> {
    @Override
    public Long handle(String ignored, TaskContext context) {
      return ProcessHandle.current().pid();
    }
  }

  /** Holds a lock until it is ended, and says so by the event {@code held}. */
  static final class LockHolder implements TaskHandler<String, String> {
    @Override
    public String handle(String lock, TaskContext context) throws InterruptedException {
      try (SharedLock.Hold hold = context.shared().lock(lock).acquire()) {
        context.shared().event("held").set();
        new CountDownLatch(1).await();
        return "held, " + hold.formerHolderDied();
      }
    }
  }

  /** Takes a lock, and tells whether its former holder has died. */
  static final class LockTaker implements TaskHandler<String, Boolean> {
    @Override
    public Boolean handle(String lock, TaskContext context) throws InterruptedException {
      try (SharedLock.Hold hold = context.shared().lock(lock).acquire()) {
        return hold.formerHolderDied();
      }
    }
  }

  /** Waits for an event. */
  static final class EventWaiter implements TaskHandler<String, String> {
    @Override
    public String handle(String event, TaskContext context) throws InterruptedException {
      context.shared().event(event).await();
      return "came";
    }
  }

  /** How long a text is, and its ends: it arrived intact. */
  static final class Measure implements TaskHandler<String, Measure.Size> {
    record Size(int length, int hash) {}

    @Override
    public Size handle(String text, TaskContext context) {
      return new Size(text.length(), text.hashCode());
    }
  }

  /** Throws, as it is told. */
  static final class Throwing implements TaskHandler<String, String> {
    @Override
    public String handle(String message, TaskContext context) {
      try {
        throw new UnsupportedOperationException("the depth of it");
      } catch (UnsupportedOperationException e) {
        throw new IllegalStateException(message, e);
      }
    }
  }

  /** A result that has no JSON form. */
  static final class Unsendable implements TaskHandler<Integer, Object> {
    @Override
    public Object handle(Integer number, TaskContext context) {
      return new Object();
    }
  }

  /** Ends the JVM with that exit code. */
  static final class Halt implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer code, TaskContext context) {
      Runtime.getRuntime().halt(code);
      return code;
    }
  }

  /** Its number; ends the JVM where the number is 50. */
  static final class HaltAtFifty implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      if (number == 50) {
        Runtime.getRuntime().halt(9);
      }
      return number;
    }
  }

  /** Makes a file of that name, then waits to be interrupted. */
  @HandlerName("test/wait")
  static final class Waiting implements TaskHandler<String, String> {
    @Override
    public String handle(String file, TaskContext context) throws Exception {
      if (!file.isEmpty()) {
        Files.createFile(Path.of(file));
      }
      new CountDownLatch(1).await();
      return file;
    }
  }

  /** As {@link Waiting}, but hears no interrupt. */
  static final class Deaf implements TaskHandler<String, Long> {
    @Override
    public Long handle(String file, TaskContext context) throws Exception {
      Files.createFile(Path.of(file));
      long turns = 0;
      while (turns >= 0) {
        turns = (turns + 1) & Long.MAX_VALUE;
      }
      return turns;
    }
  }

  /** Tells how far it is, three times, and waits for a file between. */
  static final class Telling implements TaskHandler<String, String> {
    @Override
    public String handle(String word, TaskContext context) {
      context.progress(0.5, word);
      return word;
    }
  }

  /** What {@link Prepare} has left. */
  static final class Prepared implements TaskHandler<String, String> {
    static volatile String left = "nothing";

    @Override
    public String handle(String ignored, TaskContext context) {
      return left;
    }
  }

  /** Leaves its argument, and a file when it is closed. */
  static final class Prepare implements WorkerHook<Prepare.Settings> {
    record Settings(String word, String closed) {}

    private String closed = "";

    @Override
    public void initialize(Settings settings) {
      Prepared.left = settings.word();
      closed = settings.closed();
    }

    @Override
    public void close() throws Exception {
      Files.writeString(Path.of(closed), "closed");
    }
  }

  /** Leaves its place, and how many others were closed before it. */
  static final class Counting implements WorkerHook<String> {
    record Left(int slot, long pid, long closedBefore) {}

    private @Nullable WorkerContext worker;
    private @Nullable SharedCounter closed;

    @Override
    public void initialize(String what, WorkerContext context) {
      worker = context;
      closed = context.shared().counter("closed " + what);
    }

    @Override
    public void close() {
      long others = closed.increment() - 1;
      worker.exitResult(new Left(worker.slot(), ProcessHandle.current().pid(), others));
    }
  }

  /** Fails. */
  static final class FailingHook implements WorkerHook<String> {
    @Override
    public void initialize(String reason) {
      throw new IllegalStateException(reason);
    }
  }

  /** Fails the second time, and no other; the file has a letter for each. */
  static final class FailsLater implements WorkerHook<String> {
    @Override
    public void initialize(String file) throws Exception {
      Path times = Path.of(file);
      Files.writeString(times, "x", CREATE, APPEND);
      if (Files.size(times) == 2) {
        throw new IllegalStateException("the second time");
      }
    }
  }

  /** A request with a place that has no JSON form. */
  static final class Nested implements TaskHandler<Nested.Request, Json> {
    record Part(String name, Object content) {}

    record Request(List<Part> parts) {}

    @Override
    public Json handle(Request request, TaskContext context) {
      return Json.of(Integer.toString(request.parts().size()));
    }
  }

  /** The sum of the numbers up to its own, each added by a task of the one before. */
  static final class SumTo implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) throws Exception {
      return number == 0 ? 0 : number + context.submit(SumTo.class, number - 1).get();
    }
  }

  /** Squares of the numbers below its own, in tasks of its own, added up. */
  static final class SumOfSquares implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) throws Exception {
      List<CompletableFuture<Integer>> squares =
          IntStream.range(0, number).mapToObj(i -> context.submit(Square.class, i)).toList();
      int sum = 0;
      for (CompletableFuture<Integer> square : squares) {
        sum += square.get();
      }
      return sum;
    }
  }

  /** Asks for a task that waits for ever, and does not wait for it. */
  static final class Leaving implements TaskHandler<String, String> {
    @Override
    public String handle(String file, TaskContext context) throws Exception {
      CompletableFuture<String> left = context.submit(Waiting.class, file);
      while (!Files.exists(Path.of(file))) {
        Thread.onSpinWait();
      }
      return "left " + left.isDone();
    }
  }

  /** Asks for a task that waits for ever, and waits for it. */
  static final class Asking implements TaskHandler<String, String> {
    @Override
    public String handle(String file, TaskContext context) throws Exception {
      return context.submit(Waiting.class, file).get();
    }
  }

  /** Asks for one task after the other, always two at a time, until one is refused. */
  static final class AskingOn implements TaskHandler<String, String> {
    @Override
    public String handle(String file, TaskContext context) throws Exception {
      CompletableFuture<Integer> earlier = context.submit(Square.class, 0);
      for (int i = 1; ; i++) {
        CompletableFuture<Integer> next = context.submit(Square.class, i);
        earlier.get();
        if (i == 10) {
          Files.createFile(Path.of(file));
        }
        earlier = next;
      }
    }
  }

  /** Has another handler fail, and tells how. */
  static final class Blaming implements TaskHandler<String, String> {
    @Override
    public String handle(String message, TaskContext context) throws Exception {
      try {
        return context.submit(Throwing.class, message).get();
      } catch (ExecutionException e) {
        return e.getCause().getClass().getSimpleName() + ": " + e.getCause().getMessage();
      }
    }
  }

  /** Has a pool of its own, whose worker has one, and so on; tells how that ended. */
  static final class PoolInPool implements TaskHandler<Integer, String> {
    @Override
    public String handle(Integer depth, TaskContext context) {
      try (Supervisor supervisor = Supervisor.builder().workers(1).start()) {
        return supervisor.submit(PoolInPool.class, depth + 1).join();
      } catch (IllegalStateException e) {
        return "at depth " + depth + ": " + e.getMessage();
      }
    }
  }
}
