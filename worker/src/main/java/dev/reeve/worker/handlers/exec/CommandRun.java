package dev.reeve.worker.handlers.exec;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.ProcessTermination;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import dev.reeve.worker.handlers.exec.ExecHandler.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A command from its start until all of its processes have ended. Used by the task's thread. */
final class CommandRun {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

  /** For leftovers that end by themselves: {@code tee >(gzip)} may outlive its shell briefly. */
  private static final Duration LEFTOVER_WAIT = Duration.ofMillis(100);

  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(1);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(2);
  private static final Duration SETTLE_LIMIT = Duration.ofMillis(500);

  private final Request request;
  private final TaskContext context;

  CommandRun(Request request, TaskContext context) {
    this.request = request;
    this.context = context;
  }

  /**
   * Runs the command. When this method returns or throws, none of its processes is left but those
   * that moved to a session of their own.
   *
   * @throws TaskFailedException also if the task was cancelled
   */
  Result run() throws TaskFailedException {
    CommandId id = CommandId.next();
    Process process = start(id);
    LeftoverProcesses leftovers = new LeftoverProcesses(id, process.pid());
    CommandStreams streams =
        new CommandStreams(process, OutputFiles.inThisWorker(context.taskId(), context.attempt()));
    boolean ended = false;
    try {
      streams.start(request.stdin());
      int exitCode = process.waitFor();
      endLeftovers(leftovers);
      streams.drain(DRAIN_LIMIT);
      ended = true;
      return result(exitCode, streams);
    } catch (InterruptedException e) {
      ended = true;
      endAll(process, leftovers, streams);
      finish(streams, true);
      throw CommandFailure.interrupted(request.programName(), streams);
    } finally {
      if (!ended) {
        endAll(process, leftovers, streams);
      }
    }
  }

  /** Starts it. If the system refuses a thread, the JDK throws although the child exists. */
  private Process start(CommandId id) throws TaskFailedException {
    try {
      return new CommandStart(request).start(id);
    } catch (Error e) {
      end(
          ProcessHandle.current().children().filter(child -> id.isIn(child.pid())).toList(),
          Duration.ZERO);
      throw e;
    }
  }

  private void endLeftovers(LeftoverProcesses leftovers) {
    LeftoverProcesses.Found found = leftovers.find();
    if (found.inSession().isEmpty()) {
      logEscaped(found);
      return;
    }
    List<ProcessHandle> processes = ProcessTermination.handles(found.inSession());
    new ProcessTermination(processes).awaitEnd(LEFTOVER_WAIT);
    end(processes, shorter(LEFTOVER_GRACE, grace()));
    log(INFO, "ended the processes that it left behind: " + labels(found.inSession()));
    endLateLeftovers(leftovers);
  }

  private void endAll(Process process, LeftoverProcesses leftovers, CommandStreams streams) {
    List<ProcessHandle> processes = new ArrayList<>();
    processes.add(process.toHandle());
    processes.addAll(ProcessTermination.handles(leftovers.find().inSession()));
    end(processes, grace());
    endLateLeftovers(leftovers);
    streams.settle(SETTLE_LIMIT);
    // A second interrupt asks for the same; it must not reach the thread's next task.
    boolean unused = Thread.interrupted();
  }

  /** Ends processes that were started, and lost their parents, while the others were ended. */
  private void endLateLeftovers(LeftoverProcesses leftovers) {
    LeftoverProcesses.Found found = leftovers.find();
    end(ProcessTermination.handles(found.inSession()), Duration.ZERO);
    logEscaped(found);
  }

  private void end(List<ProcessHandle> processes, Duration grace) {
    if (processes.isEmpty()) {
      return;
    }
    List<ProcessHandle> survivors = new ProcessTermination(processes).run(grace, KILL_LIMIT);
    if (!survivors.isEmpty()) {
      log(WARNING, "these processes could not be ended: " + survivors);
    }
  }

  private Result result(int exitCode, CommandStreams streams) throws TaskFailedException {
    if (streams.isAbandoned()) {
      log(WARNING, "a process in another session holds the output open; reading it was given up");
    }
    boolean hasFailed = !request.okExit().contains(exitCode);
    finish(streams, hasFailed);
    if (hasFailed) {
      throw CommandFailure.of(request.programName(), exitCode, streams);
    }
    return new Result(exitCode, streams.stdout(), streams.stderr(), streams.isTruncated());
  }

  private void finish(CommandStreams streams, boolean hasFailed) throws TaskFailedException {
    try {
      streams.finish(hasFailed);
    } catch (IOException e) {
      throw CommandFailure.outputLost(request.programName(), e);
    }
  }

  /** Returns half of the task's grace period; SIGKILL and the response need the other half. */
  private Duration grace() {
    return context.gracePeriod().dividedBy(2);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void logEscaped(LeftoverProcesses.Found found) {
    if (!found.escaped().isEmpty()) {
      log(
          WARNING,
          "these processes go on running in a session of their own: " + labels(found.escaped()));
    }
  }

  private static String labels(List<ProcessEntry> processes) {
    return processes.stream().map(ProcessEntry::label).collect(Collectors.joining(", "));
  }

  private void log(System.Logger.Level level, String message) {
    context.logger().log(level, request.programName() + ": " + message);
  }
}
