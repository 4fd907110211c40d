package dev.reeve.worker.runtime;

import dev.reeve.worker.runtime.handler.TextLimit;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * All threads as text: state, what each waits for and who holds that, frames, deadlocks. Uses the
 * module java.management, which is loaded at the first dump.
 */
final class ThreadDump {
  private ThreadDump() {}

  /**
   * Any thread.
   *
   * @param maxChars a longer dump is cut there
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
