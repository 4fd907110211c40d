package dev.reeve.worker.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Whether this process has children; see proc_pid_task_tid_children(5). Most workers end without
 * one, and need not load what it takes to find out who there is.
 */
final class ChildProcesses {
  private ChildProcesses() {}

  /** Whether Linux says so, for each of our threads. */
  static boolean areNone() {
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
}
