package dev.reeve.worker.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes that this one has started, and those that they have. */
final class Descendants {
  private static final long POLITE_MILLIS = 300;

  private Descendants() {}

  /** Asks all to end, kills those that have not within 0.3 s. Any thread. */
  static void end() {
    if (hasNoChild()) {
      return;
    }
    try {
      Set<ProcessHandle> left = living();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroy);
      awaitEnd(left);
      left.addAll(living());
      left.forEach(ProcessHandle::destroyForcibly);
    } catch (RuntimeException e) {
      System.err.println("reeve worker: can't end the processes its handlers started: " + e);
    }
  }

  /**
   * Whether Linux says so, for each of our threads; see proc_pid_task_tid_children(5). Most workers
   * end without a child, and need not load what it takes to find out who there is.
   */
  private static boolean hasNoChild() {
    File threads = new File("/proc/self/task");
    String[] ids = threads.list();
    if (ids == null) {
      return false;
    }
    for (String id : ids) {
      if (!isEmpty(new File(new File(threads, id), "children"))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmpty(File children) {
    try (FileInputStream in = new FileInputStream(children)) {
      return in.read() < 0;
    } catch (IOException e) { // the thread has ended, or this system does not tell
      return false;
    }
  }

  private static Set<ProcessHandle> living() {
    Set<ProcessHandle> living = new LinkedHashSet<>();
    ProcessHandle.current().descendants().forEach(living::add);
    return living;
  }

  private static void awaitEnd(Set<ProcessHandle> processes) {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(POLITE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // those that are left are killed by the caller
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
