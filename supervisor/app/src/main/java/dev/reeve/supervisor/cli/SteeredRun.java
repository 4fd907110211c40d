package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.control.RunningRun;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlRequest;
import dev.reeve.text.IoReasons;
import java.io.IOException;

/** A run of this user, by its socket. */
record SteeredRun(RunningRun run) implements SteeringTarget {

  @Override
  public String name() {
    return "run " + run.pid();
  }

  @Override
  public ControlAnswer call(ControlRequest request) throws CommandAbortedException {
    try {
      return run.call(request);
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.NO_ANSWER, name() + " does not answer: " + IoReasons.of(e));
    }
  }
}
