package dev.reeve.supervisor.engine;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.util.ArrayList;
import java.util.List;

/** Starts nothing; remembers what it was asked, for the test to play the worker's part. */
public final class ScriptedLauncher implements WorkerLauncher {
  final List<Scripted> processes = new ArrayList<>();

  /** What the engine asked of one process. */
  public static final class Scripted implements WorkerControl {
    final WorkerKey key;
    final long pid;
    final List<ToWorker> sent = new ArrayList<>();
    boolean shortLines;
    boolean inputClosed;
    boolean dumped;
    boolean terminated;
    boolean killed;
    List<FromWorker> lastWords = List.of();

    public Scripted(WorkerKey key, long pid) {
      this.key = key;
      this.pid = pid;
    }

    @Override
    public void send(List<ToWorker> messages) {
      sent.addAll(messages);
    }

    @Override
    public void useShortLines() {
      shortLines = true;
    }

    @Override
    public void closeInput() {
      inputClosed = true;
    }

    @Override
    public void dumpThreads() {
      dumped = true;
    }

    @Override
    public void terminate() {
      terminated = true;
    }

    @Override
    public void kill() {
      killed = true;
    }

    @Override
    public List<FromWorker> lastWords() {
      return lastWords;
    }

    List<ToWorker.RunTask> runs() {
      return all(ToWorker.RunTask.class);
    }

    List<ToWorker.CancelTask> cancels() {
      return all(ToWorker.CancelTask.class);
    }

    boolean diagnosed() {
      return !all(ToWorker.Diagnose.class).isEmpty();
    }

    boolean askedToShutDown() {
      return !all(ToWorker.Shutdown.class).isEmpty();
    }

    private <T> List<T> all(Class<T> type) {
      return sent.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  @Override
  public WorkerControl start(WorkerKey key, WorkerEvents events) {
    Scripted process = new Scripted(key, 1000 + processes.size());
    processes.add(process);
    return process;
  }

  @Override
  public void close() {}
}
