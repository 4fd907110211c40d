package dev.reeve.worker.handlers.exec;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.reeve.os.ProcessEntry;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import dev.reeve.worker.handlers.exec.ExecHandler.Result;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One command from its start until nothing of it runs any more. Belongs to the task's thread. */
final class CommandRun {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

  /** What ends by itself shall: a {@code tee >(gzip)} outlives its shell by an instant. */
  private static final Duration FAREWELL = Duration.ofMillis(100);

  private static final Duration SETTLE_LIMIT = Duration.ofMillis(500);

  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(1);

  private final Request request;
  private final TaskContext context;

  CommandRun(Request request, TaskContext context) {
    this.request = request;
    this.context = context;
  }

  /**
   * @throws InterruptedException when the task was cancelled; nothing of the command is left then
   */
  Result run() throws TaskFailedException, InterruptedException {
    CommandMark mark = CommandMark.next();
    Process process = start(mark);
    RemainingProcesses leftovers = new RemainingProcesses(mark, process.pid());
    CommandStreams streams = new CommandStreams(process);
    boolean ended = false;
    try {
      streams.start(request.stdin());
      int exitCode = process.waitFor();
      endLeftovers(leftovers);
      streams.drain(DRAIN_LIMIT);
      ended = true;
      return outcome(exitCode, streams);
    } finally {
      if (!ended) {
        endAll(process, leftovers, streams);
      }
    }
  }

  /** When a thread is refused to the JDK, its start() throws after the child exists. */
  private Process start(CommandMark mark) throws TaskFailedException {
    try {
      return new CommandStart(request).start(mark);
    } catch (Error e) {
      CommandProcesses tree = new CommandProcesses();
      ProcessHandle.current().children().filter(it -> mark.isOn(it.pid())).forEach(tree::add);
      report(tree.end(Duration.ZERO));
      throw e;
    }
  }

  private void endLeftovers(RemainingProcesses leftovers) {
    RemainingProcesses.Found found = leftovers.find();
    if (found.inSession().isEmpty()) {
      reportEscaped(found);
      return;
    }
    CommandProcesses tree = new CommandProcesses();
    tree.addAll(found.inSession());
    tree.awaitEnd(FAREWELL);
    report(tree.end(shorter(LEFTOVER_PATIENCE, patience())));
    log(INFO, "ended what it left behind: " + labels(found.inSession()));
    endStragglers(leftovers);
  }

  private void endAll(Process process, RemainingProcesses leftovers, CommandStreams streams) {
    CommandProcesses tree = new CommandProcesses();
    tree.add(process.toHandle());
    tree.addAll(leftovers.find().inSession());
    report(tree.end(patience()));
    endStragglers(leftovers);
    streams.settle(SETTLE_LIMIT);
    // A second interrupt meant the same; left on, it would hit whatever the thread does next.
    boolean unused = Thread.interrupted();
  }

  /** Those that were started, and left by their parents, while the tree was being ended. */
  private void endStragglers(RemainingProcesses leftovers) {
    RemainingProcesses.Found found = leftovers.find();
    CommandProcesses tree = new CommandProcesses();
    tree.addAll(found.inSession());
    report(tree.end(Duration.ZERO));
    reportEscaped(found);
  }

  private Result outcome(int exitCode, CommandStreams streams) throws TaskFailedException {
    if (streams.isAbandoned()) {
      log(WARNING, "a process that escaped holds the output open; what it prints is not read");
    }
    if (!request.okExit().contains(exitCode)) {
      throw CommandFailure.of(request.programName(), exitCode, streams.stderrTail());
    }
    return new Result(exitCode, streams.stdout(), streams.stderr(), streams.isTruncated());
  }

  /** Half of the grace period: the other half is for SIGKILL and the way back. */
  private Duration patience() {
    return context.gracePeriod().dividedBy(2);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void report(List<ProcessHandle> survivors) {
    if (!survivors.isEmpty()) {
      log(WARNING, "could not be ended: " + survivors);
    }
  }

  private void reportEscaped(RemainingProcesses.Found found) {
    if (!found.escaped().isEmpty()) {
      log(WARNING, "still run, in a session of their own: " + labels(found.escaped()));
    }
  }

  private static String labels(List<ProcessEntry> processes) {
    return processes.stream().map(ProcessEntry::label).collect(Collectors.joining(", "));
  }

  private void log(System.Logger.Level level, String message) {
    context.logger().log(level, request.programName() + ": " + message);
  }
}
