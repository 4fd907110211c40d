package dev.reeve.supervisor.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The file descriptors that this process may still open. They are checked before each start: when
 * JDK 17 runs out of descriptors during a start, it closes descriptors that it never opened. Closed
 * standard output and crashes of the JVM have been observed.
 */
final class FreeDescriptors {

  /** Three pipes to the process, and two between the JDK and its helper program. */
  static final int FOR_A_START = 10;

  private static final File NULL_DEVICE = new File("/dev/null");

  private FreeDescriptors() {}

  /** Returns whether so many are free; true if this system has no way to tell. */
  static boolean has(int wanted) {
    if (!NULL_DEVICE.exists()) {
      return true;
    }
    Deque<FileInputStream> probes = new ArrayDeque<>();
    try {
      while (probes.size() < wanted) {
        probes.push(new FileInputStream(NULL_DEVICE));
      }
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      for (FileInputStream probe : probes) {
        close(probe);
      }
    }
  }

  private static void close(FileInputStream probe) {
    try {
      probe.close();
    } catch (IOException e) {
      // nothing was read, so nothing is lost
    }
  }
}
