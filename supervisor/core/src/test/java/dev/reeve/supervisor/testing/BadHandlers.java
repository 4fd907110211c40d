package dev.reeve.supervisor.testing;

import dev.reeve.json.Json;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Handlers that do to a worker what nobody should, for tests that give workers this class path. */
public final class BadHandlers {
  private BadHandlers() {}

  /** Ends the JVM with the exit code that is its payload. */
  @HandlerName("bad/exit")
  public static final class Exit implements TaskHandler<Json, Void> {
    @Override
    public Void handle(Json code, TaskContext context) {
      System.exit(Integer.parseInt(code.toString()));
      throw new IllegalStateException("unreachable");
    }
  }

  /** Adds its payload as a line to the file {@code notes}: whoever runs it twice is found out. */
  @HandlerName("bad/note")
  public static final class Note implements TaskHandler<Json, Json>, AutoCloseable {
    private @Nullable OutputStream notes;

    @Override
    public Json handle(Json payload, TaskContext context) throws IOException {
      OutputStream out = notes;
      if (out == null) {
        out = new FileOutputStream("notes", true);
        notes = out;
      }
      out.write((payload + "\n").getBytes(StandardCharsets.UTF_8));
      return payload;
    }

    @Override
    public void close() throws IOException {
      if (notes != null) {
        notes.close();
      }
    }
  }

  /** Ends the JVM without any hook. */
  @HandlerName("bad/halt")
  public static final class Halt implements TaskHandler<Json, Void> {
    @Override
    public Void handle(Json code, TaskContext context) {
      Runtime.getRuntime().halt(Integer.parseInt(code.toString()));
      throw new IllegalStateException("unreachable");
    }
  }

  /** Writes to what it believes to be standard output. */
  @HandlerName("bad/print")
  public static final class Print implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json text, TaskContext context) {
      System.out.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"forged\"}");
      System.out.print("half a line");
      return text;
    }
  }

  /** Writes as many kilobytes as its payload says to standard error, then its last words. */
  @HandlerName("bad/complain")
  public static final class Complain implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json kilobytes, TaskContext context) {
      String line = "complaint ".repeat(102) + "\n";
      for (int i = Integer.parseInt(kilobytes.toString()); i > 0; i--) {
        System.err.print(line);
      }
      System.err.println("these are my last words");
      return kilobytes;
    }
  }

  /** As {@link Complain}, and then the JVM is gone. */
  @HandlerName("bad/complain-and-halt")
  public static final class ComplainAndHalt implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json kilobytes, TaskContext context) {
      new Complain().handle(kilobytes, context);
      Runtime.getRuntime().halt(44);
      return kilobytes;
    }
  }

  /** Fills the heap. */
  @HandlerName("bad/heap")
  public static final class Heap implements TaskHandler<Json, Integer> {
    @Override
    public Integer handle(Json ignored, TaskContext context) {
      List<long[]> hoard = new ArrayList<>();
      while (hoard.size() < Integer.MAX_VALUE) {
        hoard.add(new long[1 << 20]);
      }
      return hoard.size();
    }
  }

  /** Overflows the stack, which its worker survives but is replaced for. */
  @HandlerName("bad/stack")
  public static final class Stack implements TaskHandler<Json, Integer> {
    @Override
    @SuppressWarnings("InfiniteRecursion")
    public Integer handle(Json ignored, TaskContext context) {
      return 1 + handle(ignored, context);
    }
  }

  /** Runs for ever and hears nothing. */
  @HandlerName("bad/spin")
  public static final class Spin implements TaskHandler<Json, Long> {
    @Override
    public Long handle(Json ignored, TaskContext context) {
      long turns = 0;
      while (turns >= 0) {
        turns = (turns + 1) & Long.MAX_VALUE;
      }
      return turns;
    }
  }

  /** Returns what JSON has no form for. */
  @HandlerName("bad/result")
  public static final class Result implements TaskHandler<Json, Result.Loop> {
    /** Holds itself. */
    public static final class Loop {
      public Loop getLoop() {
        return this;
      }
    }

    @Override
    public Loop handle(Json ignored, TaskContext context) {
      return new Loop();
    }
  }

  /** Fills the room for classes. */
  @HandlerName("bad/metaspace")
  public static final class Metaspace implements TaskHandler<Json, Integer> {
    @Override
    public Integer handle(Json ignored, TaskContext context) {
      List<Object> hoard = new ArrayList<>();
      while (hoard.size() < Integer.MAX_VALUE) {
        ClassLoader loader = new ClassLoader(Runnable.class.getClassLoader()) {};
        hoard.add(
            Proxy.newProxyInstance(
                loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null));
      }
      return hoard.size();
    }
  }

  /** Asks for a thread that no system has room for. */
  @HandlerName("bad/threads")
  public static final class Threads implements TaskHandler<Json, String> {
    private static final long STACK_BYTES = 1L << 46;

    @Override
    public String handle(Json ignored, TaskContext context) {
      Thread thread = new Thread(null, () -> {}, "huge", STACK_BYTES);
      thread.start();
      return "started";
    }
  }

  /** Leaves a shutdown hook that never ends. */
  @HandlerName("bad/hook")
  public static final class Hook implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json payload, TaskContext context) {
      Runtime.getRuntime().addShutdownHook(new Thread(BadHandlers::stay, "endless hook"));
      return payload;
    }
  }

  /** Takes SIGTERM for itself, and runs for ever. */
  @HandlerName("bad/deaf")
  public static final class Deaf implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json payload, TaskContext context) throws Exception {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object term = signal.getConstructor(String.class).newInstance("TERM");
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, term, handler.getField("SIG_IGN").get(null));
      while (!stay()) {
        Thread.onSpinWait();
      }
      return payload;
    }
  }

  /** Ends the JVM after the response, when it has nothing to do. */
  @HandlerName("bad/halt-later")
  public static final class HaltLater implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json code, TaskContext context) {
      int number = Integer.parseInt(code.toString());
      Thread caller = Thread.currentThread();
      Thread halting = new Thread(() -> haltWhenIdle(caller, number), "halting");
      halting.setDaemon(true);
      halting.start();
      return code;
    }

    /** Once the response is written, who calls handlers waits for the next task. */
    private static void haltWhenIdle(Thread caller, int number) {
      while (caller.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      Runtime.getRuntime().halt(number);
    }
  }

  /** Waits for ever, or until somebody interrupts. */
  private static boolean stay() {
    try {
      new CountDownLatch(1).await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
