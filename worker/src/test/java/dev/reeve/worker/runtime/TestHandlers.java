package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchItem;
import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The handlers that the tests of the runtime register. */
public final class TestHandlers {
  /**
   * What lets a {@link WaitForGate} end. Each worker has its own, inherited by its threads: a
   * handler that outlives its test takes no permit from the next.
   */
  static final InheritableThreadLocal<Semaphore> GATE = new InheritableThreadLocal<>();

  /** The message of the refusal of a second answer. */
  static final AtomicReference<String> REFUSED = new AtomicReference<>("");

  static final AtomicInteger CLOSED = new AtomicInteger();
  public static final AtomicInteger CONSTRUCTED = new AtomicInteger();

  private TestHandlers() {}

  @HandlerName("test/echo")
  public static final class Echo implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json request, TaskContext context) {
      return request;
    }
  }

  /** Takes and gives records. */
  @HandlerName("test/count")
  public static final class Count implements TaskHandler<Count.Request, Count.Counts> {
    public record Request(String text, List<Page> pages) {}

    public record Page(String title, int number) {
      public Page {
        if (number < 0) {
          throw new IllegalArgumentException("number must not be negative");
        }
      }
    }

    public record Counts(int chars, int pages) {}

    @Override
    public Counts handle(Request request, TaskContext context) {
      return new Counts(request.text().length(), request.pages().size());
    }
  }

  /** Throws what the payload names. */
  @HandlerName("test/throw")
  public static final class Throw implements TaskHandler<String, Void> {
    @Override
    public @Nullable Void handle(String what, TaskContext context) throws Exception {
      switch (what) {
        case "io" -> throw new IOException("outer", new IllegalStateException("inner"));
        case "chosen" ->
            throw new TaskFailedException("CommandFailed", "exit code 9", 9, "KILL", "last words");
        case "assertion" -> throw new AssertionError("not so");
        case "linkage" -> throw new NoClassDefFoundError("com/example/Missing");
        case "overflow" -> overflow(0);
        case "hostile" -> throw new Hostile();
        default -> throw new IllegalArgumentException(what);
      }
      return null;
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private static int overflow(int depth) {
      return 1 + overflow(depth + 1) + overflow(depth + 2);
    }
  }

  /** An exception none of whose methods works. */
  static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no stack");
    }
  }

  /** Does with each item what its request says, in order. */
  @HandlerName("test/batch")
  @BatchLimits(maxItems = 8, maxWaitMillis = 5, maxBytes = 1000)
  public static final class Batch implements BatchHandler<String, String> {
    @Override
    public void handleAll(List<BatchItem<String, String>> items) throws Exception {
      for (BatchItem<String, String> item : items) {
        handle(item, item.request() + " of " + items.size());
      }
    }

    private static void handle(BatchItem<String, String> item, String result) throws Exception {
      switch (item.request()) {
        case "bad" -> item.fail(new TaskFailedException("CommandFailed", "bad item"));
        case "throw" -> throw new IOException("thrown");
        case "wait" -> {
          GATE.get().acquire();
          item.succeed(result);
        }
        case "cancelled?" -> item.succeed(String.valueOf(item.context().isCancelled()));
        case "twice" -> answerTwice(item);
        case "forget" -> {}
        default -> item.succeed(result);
      }
    }

    private static void answerTwice(BatchItem<String, String> item) {
      item.succeed("first");
      try {
        item.succeed("second");
      } catch (IllegalStateException e) {
        REFUSED.set(e.getMessage());
      }
    }
  }

  /** Waits for the gate; with the payload {@code "stubborn"} whatever comes. */
  @HandlerName("test/wait")
  public static final class WaitForGate implements TaskHandler<String, String> {
    @Override
    public String handle(String how, TaskContext context) throws InterruptedException {
      Semaphore gate = GATE.get();
      if (how.equals("stubborn")) {
        gate.acquireUninterruptibly();
      } else {
        gate.acquire();
      }
      return "cancelled: " + context.isCancelled();
    }
  }

  /** Asks the supervisor for what the payload says, and waits for the answer whatever comes. */
  @HandlerName("test/ask")
  public static final class Ask implements TaskHandler<String, Json> {
    @Override
    public Json handle(String what, TaskContext context) {
      Semaphore gate = GATE.get();
      switch (what) {
        case "shared" -> take(context);
        case "submitted" -> context.submit("other", Json.of("1")).join();
        case "one after the other" -> first(context).thenApply(it -> first(context).join()).join();
        case "callback" ->
            first(context).whenComplete((it, e) -> gate.acquireUninterruptibly()).join();
        case "callback on a queue" -> {
          CompletableFuture<Void> unused = first(context).thenAccept(it -> take(context));
          first(context).join();
        }
        case "callback left behind" -> {
          CompletableFuture<Json> unused =
              first(context).whenComplete((it, e) -> gate.acquireUninterruptibly());
        }
        default -> throw new IllegalArgumentException(what);
      }
      return Json.of("\"answered\"");
    }

    private static void take(TaskContext context) {
      try {
        context.shared().queue("q", 1, Long.class).take();
      } catch (InterruptedException e) {
        throw new CompletionException(e);
      }
    }

    private static CompletableFuture<Json> first(TaskContext context) {
      return context.submit("other", Json.of("1"));
    }
  }

  /** Spins for ever, deaf to everything. */
  @HandlerName("test/spin")
  public static final class Spin implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json request, TaskContext context) {
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  /** Tells whether it was called with the interrupt flag set, and leaves it set. */
  @HandlerName("test/interrupted")
  public static final class LeavesInterrupt implements TaskHandler<Json, Boolean> {
    @Override
    public Boolean handle(Json request, TaskContext context) {
      boolean before = Thread.currentThread().isInterrupted();
      Thread.currentThread().interrupt();
      return before;
    }
  }

  /** Interrupts a thread that is not its own, as a careless library would. */
  @HandlerName("test/interrupt-heartbeat")
  public static final class InterruptHeartbeat implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json request, TaskContext context) {
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("heartbeat"))
          .forEach(Thread::interrupt);
      return request;
    }
  }

  /** Uses the standard streams as a careless library would. */
  @HandlerName("test/print")
  public static final class Print implements TaskHandler<Json, Integer> {
    @Override
    public Integer handle(Json request, TaskContext context) throws IOException {
      System.out.println("printed by a handler");
      System.out.print("{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":0}\n");
      System.out.flush();
      return System.in.read();
    }
  }

  /** Gives what the payload names, which can't be sent. */
  @HandlerName("test/unwritable")
  public static final class Unwritable implements TaskHandler<String, Object> {
    @Override
    public Object handle(String what, TaskContext context) {
      return switch (what) {
        case "cycle" -> cycle();
        case "no json" -> Json.of("{nope");
        case "getter" -> new BadGetter();
        case "long" -> "x".repeat(100_000);
        default -> throw new IllegalArgumentException(what);
      };
    }

    private static List<Object> cycle() {
      List<Object> cycle = new ArrayList<>();
      cycle.add(cycle);
      return cycle;
    }
  }

  /** Can't be read. */
  public static final class BadGetter {
    public String getText() {
      throw new UnsupportedOperationException("no text today");
    }
  }

  /** Between the handler and the interface, with the type parameters the other way round. */
  abstract static class Base<B, A> implements TaskHandler<A, B> {}

  /** Takes JSON, which only its base class's type parameters tell. */
  @HandlerName("test/based-json")
  public static final class BasedJson extends Base<String, Json> {
    @Override
    public String handle(Json request, TaskContext context) {
      return request.toString();
    }
  }

  /** Takes a list of records, which only its base class's type parameters tell. */
  @HandlerName("test/based-list")
  public static final class BasedList extends Base<Integer, List<Count.Page>> {
    @Override
    public Integer handle(List<Count.Page> pages, TaskContext context) {
      return pages.stream().mapToInt(Count.Page::number).sum();
    }
  }

  @HandlerName("test/void")
  public static final class Nothing implements TaskHandler<Void, Void> {
    @Override
    public @Nullable Void handle(Void request, TaskContext context) {
      return null;
    }
  }

  @HandlerName("test/talk")
  public static final class Talk implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json request, TaskContext context) {
      context.progress(2.5, "beyond");
      for (int i = 0; i < 1000; i++) {
        context.progress(0.5, "too soon");
      }
      context.logger().log(System.Logger.Level.WARNING, "{0} of {1}", 1, 2);
      return request;
    }
  }

  /** Its constructor throws at the first try; counts its closings. */
  @HandlerName("test/moody")
  public static final class Moody implements TaskHandler<Json, Json>, AutoCloseable {
    public Moody() throws IOException {
      if (CONSTRUCTED.incrementAndGet() == 1) {
        throw new IOException("no model yet");
      }
    }

    @Override
    public Json handle(Json request, TaskContext context) {
      return request;
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  /** Starts a process and forgets it; gives its pid. */
  @HandlerName("test/spawn")
  public static final class Spawn implements TaskHandler<Json, Long> {
    @Override
    public Long handle(Json request, TaskContext context) throws IOException {
      return new ProcessBuilder("sleep", "600").start().pid();
    }
  }

  /** Starts a process whose parent has ended when it returns; gives its pid. */
  @HandlerName("test/disown")
  public static final class Disown implements TaskHandler<Json, Long> {
    @Override
    public Long handle(Json request, TaskContext context) throws Exception {
      Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!").start();
      try (BufferedReader out = parent.inputReader()) {
        long pid = Long.parseLong(out.readLine());
        parent.waitFor();
        return pid;
      }
    }
  }

  @HandlerName("test/exit")
  public static final class Exit implements TaskHandler<Integer, Json> {
    @Override
    public Json handle(Integer code, TaskContext context) {
      System.exit(code);
      return Json.of("0");
    }
  }
}
