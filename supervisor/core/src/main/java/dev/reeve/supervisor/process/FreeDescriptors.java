package dev.reeve.supervisor.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells whether the descriptors that a process needs can be had, before the JDK tries: when JDK 17
 * runs out of them in the middle of a start, it closes descriptors whose numbers it never set,
 * among them those of others (seen: standard output, and crashes of the JVM).
 */
final class FreeDescriptors {

  /** Three pipes to the process, and two by which the JDK talks to its helper while it starts. */
  static final int FOR_A_START = 10;

  private static final File NOTHING = new File("/dev/null");

  private FreeDescriptors() {}

  /** Whether so many are free; true where there is no way to tell. */
  static boolean has(int wanted) {
    if (!NOTHING.exists()) {
      return true;
    }
    Deque<FileInputStream> probes = new ArrayDeque<>();
    try {
      while (probes.size() < wanted) {
        probes.push(new FileInputStream(NOTHING));
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
      // nothing was read from it, and nothing is to be
    }
  }
}
