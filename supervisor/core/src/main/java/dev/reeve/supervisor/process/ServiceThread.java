package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A daemon thread that does one piece of work after the other. It is started at once, so that the
 * system cannot refuse it later. Work that is given after {@link #close()} is discarded.
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

  /** Ends the thread after the work that was given before. */
  @Override
  public void close() {
    executor.shutdown();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // later work must be done, and no other code reports this
      log.log(Level.ERROR, Thread.currentThread().getName() + " has failed: " + e);
      if (e instanceof VirtualMachineError fatal) {
        throw fatal; // without memory nothing works reliably: the program decides
      }
    }
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
