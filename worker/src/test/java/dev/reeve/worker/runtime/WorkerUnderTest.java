package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.WorkerSettings;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A worker on threads of this JVM, whose exits are only written down. */
final class WorkerUnderTest implements AutoCloseable {
  private final LocalPipe input = new LocalPipe();
  private final LocalPipe output = new LocalPipe();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final Semaphore gate = new Semaphore(0);
  private final WorkerProgram worker;
  private final Conversation conversation = new Conversation(input.out(), output.in());

  /** A worker that waits for {@code initialize}. */
  WorkerUnderTest() {
    this.worker =
        new WorkerProgram(
            input.in(), output.out(), new WrittenDown(), WorkerUnderTest.class.getClassLoader());
    Thread control = new Thread(this::run, "control");
    control.setDaemon(true);
    control.start();
  }

  private void run() {
    TestHandlers.GATE.set(gate);
    worker.run();
  }

  /** A worker that is ready. */
  static WorkerUnderTest ready() throws Exception {
    return ready(WorkerSettings.DEFAULT);
  }

  static WorkerUnderTest ready(WorkerSettings settings) throws Exception {
    WorkerUnderTest worker = new WorkerUnderTest();
    worker.conversation.initialize(settings);
    return worker;
  }

  Conversation talk() {
    return conversation;
  }

  /** What its {@link TestHandlers.WaitForGate} wait for. */
  Semaphore gate() {
    return gate;
  }

  /** What a shutdown hook does first. */
  void silence() {
    worker.silence();
  }

  LocalPipe output() {
    return output;
  }

  /** How the process would have ended, such as {@code exit 0}. */
  String end() throws InterruptedException {
    String end = ends.poll(20, TimeUnit.SECONDS);
    assertThat(end).as("the worker's end").isNotNull();
    return String.valueOf(end);
  }

  BlockingQueue<String> ends() {
    return ends;
  }

  @Override
  public void close() throws IOException {
    gate.release(1000);
    conversation.closeInput();
    output.out().close();
  }

  private final class WrittenDown implements ProcessExit {
    @Override
    public void exit(int code) {
      ends.add("exit " + code);
    }

    @Override
    public void halt(int code) {
      ends.add("halt " + code);
    }
  }
}
