package dev.reeve.supervisor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.protocol.ToWorker;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A worker that speaks the real protocol and crashes, hangs, floods or lies on demand. What it does
 * from its start on is said by {@code -Dmisbehave=NAME,NAME}, see {@link AtStart}; what it does
 * later by the handler of a task, see {@link Misdeeds}. It ends when its supervisor has gone.
 */
public final class MisbehavingWorker implements ToWorker.Receiver {

  /** System property that lists names of {@link AtStart}. */
  public static final String PROPERTY = "misbehave";

  /** What can be wrong from the beginning. */
  public static final class AtStart {
    public static final String DIE = "die";
    public static final String NEVER_READ = "never-read";
    public static final String NEVER_ANSWER_INITIALIZE = "never-answer-initialize";
    public static final String WRONG_VERSION = "wrong-version";
    public static final String IGNORE_TERM = "ignore-term";
    public static final String IGNORE_SHUTDOWN = "ignore-shutdown";

    /** Beats its heart once it was initialized, as a healthy worker does. */
    public static final String BEAT = "beat";

    private AtStart() {}
  }

  private static final int DEAD_BEFORE_INITIALIZE = 7;
  private static final int END_OF_INPUT = 9;
  private static final MemoryUse MEMORY = new MemoryUse(1, 2, 3, 4);

  private final Set<String> wishes = Set.of(System.getProperty(PROPERTY, "").split(",", -1));
  private final MessageCodec codec = new MessageCodec();
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final FrameWriter writer = new FrameWriter(codec, out, Protocol.DEFAULT_MAX_FRAME_BYTES);
  private final ExecutorService tasks = Executors.newSingleThreadExecutor();
  private final Misdeeds misdeeds = new Misdeeds(this);
  private boolean deaf; // touched by the reading thread alone
  private volatile boolean inputClosed;

  private MisbehavingWorker() {}

  /** Runs until told to end, or as {@link #PROPERTY} says. */
  public static void main(String[] args) throws Exception {
    ProcessHandle supervisor = ProcessHandle.current().parent().orElseThrow();
    var unused = supervisor.onExit().thenRun(() -> Runtime.getRuntime().halt(END_OF_INPUT));
    new MisbehavingWorker().run();
  }

  private void run() throws Exception {
    if (wishes.contains(AtStart.DIE)) {
      System.err.println("I will not start");
      System.exit(DEAD_BEFORE_INITIALIZE);
    }
    if (wishes.contains(AtStart.IGNORE_TERM)) {
      neverFinishShutdown();
    }
    if (wishes.contains(AtStart.NEVER_READ)) {
      stayAlive();
    }
    readAll();
    if (inputClosed || wishes.contains(AtStart.IGNORE_SHUTDOWN)) {
      stayAlive();
    }
    tasks.execute(() -> Runtime.getRuntime().halt(END_OF_INPUT));
  }

  private void readAll() throws Exception {
    FrameReader reader =
        new FrameReader(new FileInputStream(FileDescriptor.in), Protocol.DEFAULT_MAX_FRAME_BYTES);
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      codec.readToWorker(frame).deliverTo(this);
      if (deaf) {
        stayAlive();
      }
    }
  }

  @Override
  public void initialize(ToWorker.Initialize message) {
    if (wishes.contains(AtStart.NEVER_ANSWER_INITIALIZE)) {
      return;
    }
    int version = wishes.contains(AtStart.WRONG_VERSION) ? 999 : Protocol.VERSION;
    long pid = ProcessHandle.current().pid();
    String java = System.getProperty("java.version");
    InitializeResult result =
        new InitializeResult(version, pid, Misdeeds.NAMES.stream().sorted().toList(), java);
    send(new FromWorker.Success(message.id(), codec.write(result)));
    if (wishes.contains(AtStart.BEAT)) {
      var unused =
          Executors.newSingleThreadScheduledExecutor()
              .scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
    }
  }

  private void beat() {
    send(new FromWorker.Heartbeat(MEMORY, null));
  }

  @Override
  public void runTask(ToWorker.RunTask message) {
    deaf |= message.handler().equals(Misdeeds.STOP_READING);
    tasks.execute(() -> runNow(message));
  }

  @Override
  public void cancelTask(ToWorker.CancelTask message) {
    // it does not listen
  }

  @Override
  public void diagnose(ToWorker.Diagnose message) {
    send(
        new FromWorker.Success(
            message.id(), codec.write(new Diagnosis("first line\n\tat second line\n", MEMORY))));
  }

  @Override
  public void registerHandlers(ToWorker.RegisterHandlers message) {
    // it has no handlers
  }

  @Override
  public void success(ToWorker.Success message) {}

  @Override
  public void failure(ToWorker.Failure message) {}

  @Override
  public void shutdown(ToWorker.Shutdown message) {
    if (wishes.contains(AtStart.IGNORE_SHUTDOWN)) {
      return;
    }
    tasks.execute(
        () -> {
          send(new FromWorker.Success(message.id(), codec.write(new ShutdownResult(0, MEMORY))));
          System.exit(0);
        });
  }

  private void runNow(ToWorker.RunTask message) {
    send(new FromWorker.TaskStarted(message.id()));
    try {
      Json result = misdeeds.commit(message);
      send(new FromWorker.Success(message.id(), result));
      Misdeeds.afterResponse(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(END_OF_INPUT);
    }
  }

  synchronized void send(FromWorker message) {
    try {
      writer.write(message);
      writer.flush();
    } catch (IOException e) {
      System.err.println("cannot send: " + e);
    }
  }

  /** Writes bytes past the protocol. */
  synchronized void print(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void print(String text) throws IOException {
    print(text.getBytes(UTF_8));
  }

  void answer(RequestId id) {
    send(new FromWorker.Success(id, Json.NULL));
  }

  /** That it finds the end of input then is not the supervisor's doing. */
  void closeInput() throws IOException {
    inputClosed = true;
    new FileInputStream(FileDescriptor.in).close();
  }

  void closeOutput() throws IOException {
    out.close();
  }

  /** SIGTERM runs the hooks; while one of them runs, all other threads go on. */
  private static void neverFinishShutdown() {
    Thread hook =
        new Thread(
            () -> {
              try {
                stayAlive();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static void stayAlive() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  static List<String> sleepCommand() {
    return List.of("sleep", "600");
  }
}
