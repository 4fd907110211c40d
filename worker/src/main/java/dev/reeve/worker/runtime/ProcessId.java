package dev.reeve.worker.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's id. */
final class ProcessId {
  private ProcessId() {}

  /** Read where Linux tells it, which loads a tenth of the classes that the JDK's own way does. */
  static long ofThisProcess() {
    try {
      return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
    } catch (IOException | RuntimeException e) {
      return ProcessHandle.current().pid();
    }
  }
}
