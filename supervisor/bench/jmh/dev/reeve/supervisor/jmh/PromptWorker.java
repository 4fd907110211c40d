package dev.reeve.supervisor.jmh;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.process.ExitStatus;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvent;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a worker: a thread that takes all messages that have come, and answers them in one batch,
 * as the reader of a busy pipe would.
 */
final class PromptWorker implements WorkerControl, ToWorker.Receiver {
  private static final long PID = 1;

  private final MessageCodec codec = new MessageCodec();
  private final WorkerKey key;
  private final WorkerEvents events;
  private final Thread thread;

  private List<FromWorker> answers = new ArrayList<>();
  private long tasks;

  // guarded by this
  private List<ToWorker> inbox = new ArrayList<>();
  private boolean inputClosed;

  PromptWorker(WorkerKey key, WorkerEvents events) {
    this.key = key;
    this.events = events;
    this.thread = new Thread(this::live, key.toString());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void live() {
    events.accept(key, new WorkerEvent.Started(PID));
    for (List<ToWorker> batch = take(); !batch.isEmpty(); batch = take()) {
      batch.forEach(message -> message.deliverTo(this));
      if (!answers.isEmpty()) {
        events.accept(key, new WorkerEvent.Said(answers));
        answers = new ArrayList<>();
      }
    }
    WorkerExit exit = new WorkerExit(new ExitStatus(0), true, "", 0);
    events.accept(key, new WorkerEvent.Joined(exit));
  }

  /** Waits for messages; none at the end of the input. */
  private synchronized List<ToWorker> take() {
    while (inbox.isEmpty() && !inputClosed) {
      waitForMore();
    }
    List<ToWorker> batch = inbox;
    inbox = new ArrayList<>();
    return batch;
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private synchronized void waitForMore() {
    try {
      wait();
    } catch (InterruptedException e) {
      inputClosed = true;
    }
  }

  // -- the supervisor's grip

  @Override
  public synchronized void send(List<ToWorker> messages) {
    inbox.addAll(messages);
    notifyAll();
  }

  @Override
  public void useShortLines() {}

  @Override
  public synchronized void closeInput() {
    inputClosed = true;
    notifyAll();
  }

  @Override
  public void dumpThreads() {}

  @Override
  public void terminate() {
    closeInput();
  }

  @Override
  public void kill() {
    closeInput();
  }

  @Override
  public List<FromWorker> lastWords() {
    return List.of();
  }

  // -- what a worker does

  @Override
  public void initialize(ToWorker.Initialize message) {
    InitializeResult result = new InitializeResult(Protocol.VERSION, PID, List.of("echo"), "17");
    answers.add(new FromWorker.Success(message.id(), codec.write(result)));
  }

  @Override
  public void runTask(ToWorker.RunTask message) {
    tasks++;
    answers.add(new FromWorker.TaskStarted(message.id()));
    answers.add(new FromWorker.Success(message.id(), message.payload(), 1));
  }

  @Override
  public void cancelTask(ToWorker.CancelTask message) {}

  @Override
  public void diagnose(ToWorker.Diagnose message) {
    answers.add(new FromWorker.Success(message.id(), Json.NULL));
  }

  @Override
  public void registerHandlers(ToWorker.RegisterHandlers message) {}

  @Override
  public void success(ToWorker.Success message) {}

  @Override
  public void failure(ToWorker.Failure message) {}

  @Override
  public void shutdown(ToWorker.Shutdown message) {
    ShutdownResult result = new ShutdownResult(tasks, new MemoryUse(0, 0, 0, 0));
    answers.add(new FromWorker.Success(message.id(), codec.write(result)));
  }
}
