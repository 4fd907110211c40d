package dev.reeve.supervisor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What the {@link MisbehavingWorker} does for a task, by the name of its handler. */
public final class Misdeeds {

  /** Gives the payload back: the one handler that does no harm. */
  public static final String ECHO = "echo";

  /** {@code System.exit} with the payload as exit code. */
  public static final String EXIT = "exit";

  /** {@code System.exit} under the first attempt; the second gives the payload back. */
  public static final String EXIT_ONCE = "exit-once";

  /** Halts with the payload as exit code after the response, when it has nothing to do. */
  public static final String HALT_LATER = "halt-later";

  /** {@code Runtime.halt} with the payload as exit code. */
  public static final String HALT = "halt";

  /** SIGKILL to itself. */
  public static final String KILL_ITSELF = "kill-itself";

  /** SIGSTOP to itself. */
  public static final String STOP_ITSELF = "stop-itself";

  /** Fills the heap. */
  public static final String EXHAUST_HEAP = "exhaust-heap";

  /** Never comes back. */
  public static final String HANG = "hang";

  /** A line of text on standard output. */
  public static final String PRINT = "print";

  /** Text without a newline, so that the response sticks to it. */
  public static final String PRINT_WITHOUT_NEWLINE = "print-without-newline";

  /** Bytes that are no text, then a newline. */
  public static final String NOISE = "noise";

  /** Half of a response, then it halts. */
  public static final String HALF_LINE = "half-line";

  /** As many megabytes as the payload says without a newline. */
  public static final String ENDLESS_LINE = "endless-line";

  /** A response to a request that was never made, then its own. */
  public static final String WRONG_ID = "wrong-id";

  /** Its response, and then another one to the task before. */
  public static final String LATE_RESPONSE = "late-response";

  /** Two responses. */
  public static final String SECOND_RESPONSE = "second-response";

  /** Closes standard output and lives on. */
  public static final String CLOSE_STDOUT = "close-stdout";

  /** Closes standard input and lives on. */
  public static final String CLOSE_STDIN = "close-stdin";

  /** Responds, and never reads standard input again. */
  public static final String STOP_READING = "stop-reading";

  /** Leaves a child that holds its pipes; the result is the child's pid. */
  public static final String LEAVE_CHILD = "leave-child";

  /** As {@link #LEAVE_CHILD}, in a session of its own. */
  public static final String LEAVE_DAEMON = "leave-daemon";

  /** As many megabytes as the payload says on standard error. */
  public static final String FLOOD_STDERR = "flood-stderr";

  /** As many megabytes as the payload says of bytes that are no text and have no line ends. */
  public static final String FLOOD_BINARY = "flood-binary";

  static final Set<String> NAMES =
      Set.of(
          ECHO,
          EXIT,
          EXIT_ONCE,
          HALT_LATER,
          HALT,
          KILL_ITSELF,
          STOP_ITSELF,
          EXHAUST_HEAP,
          HANG,
          PRINT,
          PRINT_WITHOUT_NEWLINE,
          NOISE,
          HALF_LINE,
          ENDLESS_LINE,
          WRONG_ID,
          SECOND_RESPONSE,
          LATE_RESPONSE,
          CLOSE_STDOUT,
          CLOSE_STDIN,
          STOP_READING,
          LEAVE_CHILD,
          LEAVE_DAEMON,
          FLOOD_STDERR,
          FLOOD_BINARY);

  private static final int MEGABYTE = 1 << 20;
  private static final RequestId NEVER_USED = RequestId.of(987_654_321);

  private final MisbehavingWorker worker;
  private RequestId before = NEVER_USED;

  Misdeeds(MisbehavingWorker worker) {
    this.worker = worker;
  }

  /** Does it, and returns the result if it comes back. Called by one thread. */
  Json commit(ToWorker.RunTask task) throws IOException, InterruptedException {
    Json result = doNow(task);
    before = task.id();
    return result;
  }

  /** To be called when the response has been sent. */
  static void afterResponse(ToWorker.RunTask task) {
    if (task.handler().equals(HALT_LATER)) {
      Runtime.getRuntime().halt(number(task));
    }
  }

  private Json doNow(ToWorker.RunTask task) throws IOException, InterruptedException {
    switch (task.handler()) {
      case EXIT -> System.exit(number(task));
      case EXIT_ONCE -> {
        if (task.attempt() == 1) {
          System.exit(number(task));
        }
        return task.payload();
      }
      case HALT -> Runtime.getRuntime().halt(number(task));
      case KILL_ITSELF -> signalItself("KILL");
      case STOP_ITSELF -> signalItself("STOP");
      case EXHAUST_HEAP -> exhaustHeap();
      case HANG -> MisbehavingWorker.stayAlive();
      case WRONG_ID -> worker.answer(NEVER_USED);
      case SECOND_RESPONSE -> worker.answer(task.id());
      case LATE_RESPONSE -> worker.answer(before);
      case LEAVE_CHILD -> {
        return leave(MisbehavingWorker.sleepCommand());
      }
      case LEAVE_DAEMON -> {
        return leave(daemon());
      }
      case ECHO, STOP_READING, HALT_LATER -> {
        return task.payload();
      }
      default -> misuseStreams(task);
    }
    return Json.NULL;
  }

  private void misuseStreams(ToWorker.RunTask task) throws IOException, InterruptedException {
    switch (task.handler()) {
      case PRINT -> worker.print("a line of text\n");
      case PRINT_WITHOUT_NEWLINE -> worker.print("text without newline");
      case NOISE -> worker.print(new byte[] {(byte) 0xFF, 0, (byte) 0xC3, 27, '[', '\n'});
      case HALF_LINE -> {
        worker.print("{\"jsonrpc\":\"2.0\",\"id\":1,\"res");
        Runtime.getRuntime().halt(number(task));
      }
      case ENDLESS_LINE -> printEndlessLine(number(task));
      case CLOSE_STDOUT -> {
        worker.closeOutput();
        MisbehavingWorker.stayAlive();
      }
      case CLOSE_STDIN -> worker.closeInput();
      case FLOOD_STDERR -> flood(number(task), lines());
      case FLOOD_BINARY -> flood(number(task), noise());
      default -> throw new IllegalArgumentException("no such misdeed: " + task.handler());
    }
  }

  private void printEndlessLine(int megabytes) throws IOException {
    byte[] letters = new byte[MEGABYTE];
    Arrays.fill(letters, (byte) 'x');
    for (int i = 0; i < megabytes; i++) {
      worker.print(letters);
    }
    worker.print("\n");
  }

  private static byte[] lines() {
    byte[] line =
        "a line of a flood on standard error, sixty-four bytes long ....\n".getBytes(UTF_8);
    byte[] chunk = new byte[MEGABYTE];
    for (int at = 0; at < MEGABYTE; at += line.length) {
      System.arraycopy(line, 0, chunk, at, Math.min(line.length, MEGABYTE - at));
    }
    return chunk;
  }

  private static byte[] noise() {
    byte[] chunk = new byte[MEGABYTE];
    new Random(1).nextBytes(chunk);
    for (int at = 0; at < MEGABYTE; at++) {
      chunk[at] = chunk[at] == '\n' ? 0 : chunk[at];
    }
    return chunk;
  }

  private static void flood(int megabytes, byte[] chunk) {
    for (int i = 0; i < megabytes; i++) {
      System.err.write(chunk, 0, chunk.length);
    }
    System.err.println("end of the flood");
  }

  private static Json leave(List<String> command) throws IOException {
    Process child = new ProcessBuilder(command).inheritIO().redirectInput(Redirect.PIPE).start();
    return Json.ofTrusted(Long.toString(child.pid()).getBytes(UTF_8));
  }

  private static List<String> daemon() {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(MisbehavingWorker.sleepCommand());
    return command;
  }

  private static void signalItself(String signal) throws IOException, InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-s", signal, pid).inheritIO().start().waitFor();
  }

  private static void exhaustHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (hoard.size() < Protocol.DEFAULT_MAX_FRAME_BYTES) {
      hoard.add(new byte[MEGABYTE]);
    }
  }

  private static int number(ToWorker.RunTask task) {
    return Integer.parseInt(task.payload().toString());
  }
}
