package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread that does one thing after the other. It runs from the beginning, so that
 * nothing later depends on the system granting it; what comes after {@link #close()} is dropped.
 */
final class ServiceThread implements Executor, AutoCloseable {
  private final ThreadPoolExecutor executor;
  private final SupervisorLog log;

  ServiceThread(String name, SupervisorLog log) {
    this.log = log;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> daemon(name, body),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.prestartCoreThread();
  }

  @Override
  public void execute(Runnable work) {
    executor.execute(() -> run(work));
  }

  /** Ends once what was given before is done. */
  @Override
  public void close() {
    executor.shutdown();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // the thread must outlive it, and nobody else would say it
      log.log(Level.ERROR, Thread.currentThread().getName() + " has failed: " + e);
      if (e instanceof VirtualMachineError fatal) {
        throw fatal; // without memory nothing can be relied on: the program decides
      }
    }
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
