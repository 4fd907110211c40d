package dev.reeve.worker.runtime;

import dev.reeve.worker.runtime.handler.TextLimit;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * A dump of all threads as text: state, the lock that each waits for and its holder, frames,
 * deadlocks. The first dump loads the module java.management.
 */
final class ThreadDump {
  private ThreadDump() {}

  /**
   * Returns a dump. Any thread.
   *
   * @param maxChars limit of its length
   */
  static String now(int maxChars) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    StringBuilder text = new StringBuilder(8192);
    long[] deadlocked = threads.findDeadlockedThreads();
    if (deadlocked != null) {
      text.append("deadlock among ").append(deadlocked.length).append(" threads\n\n");
    }
    for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
      append(text, thread);
    }
    return TextLimit.to(maxChars, text.toString());
  }

  private static void append(StringBuilder text, ThreadInfo thread) {
    text.append('"').append(thread.getThreadName()).append("\" id=").append(thread.getThreadId());
    text.append(thread.isDaemon() ? " daemon " : " ").append(thread.getThreadState());
    appendLock(text, thread);
    text.append('\n');
    for (StackTraceElement frame : thread.getStackTrace()) {
      text.append("\tat ").append(frame).append('\n');
    }
    text.append('\n');
  }

  private static void appendLock(StringBuilder text, ThreadInfo thread) {
    LockInfo lock = thread.getLockInfo();
    if (lock != null) {
      text.append(" on ").append(lock);
    }
    if (thread.getLockOwnerName() != null) {
      text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
    }
  }
}
