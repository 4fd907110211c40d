import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Every process this program starts, so that each is joined even when the program is stopped. */
final class Children {
  private static final long POLITE_SECONDS = 5;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private boolean closed;

  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IllegalStateException("the bench is being stopped");
    }
    Process process = builder.start();
    running.add(process);
    return process;
  }

  /** Waits for its end. */
  int join(Process process) throws InterruptedException {
    int exitCode = process.waitFor();
    running.remove(process);
    return exitCode;
  }

  /** Waits a while for its end, then ends it and all that it started. */
  void end(Process process) throws InterruptedException {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    if (!process.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
      if (!process.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    join(process);
    for (ProcessHandle member : family) {
      member.destroyForcibly();
      member.onExit().join();
    }
  }

  /** Ends all that still run; no more can be started. */
  void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
    }
    for (Process process : running) {
      process.destroy();
    }
    for (Process process : running) {
      end(process);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
