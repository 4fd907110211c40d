package dev.reeve.os;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/** The children of this process, as Linux lists them; see proc_pid_task_tid_children(5). */
public final class ChildProcesses {
  private ChildProcesses() {}

  /**
   * Returns whether there are certainly none; false if this system does not tell. Most workers end
   * without children and this saves them loading the classes that find processes.
   */
  public static boolean areNone() {
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
