package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.client.ServerAddress;
import dev.reeve.supervisor.cli.control.RunningRun;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlError;
import dev.reeve.supervisor.control.ControlRequest;
import dev.reeve.supervisor.control.ControlRequest.Call;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.StatusJson;
import dev.reeve.text.Counts;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The commands that look at one run or steer it. */
final class SteeringCommand {
  private final Call call;
  private final OptionValues values;
  private final Streams streams;
  private final boolean forPrograms;

  SteeringCommand(Call call, OptionValues values, Streams streams) {
    this.call = call;
    this.values = values;
    this.streams = streams;
    this.forPrograms = values.get(ControlOptions.OUTPUT) == OutputOptions.Output.JSONL;
  }

  /** Asks the run; returns the exit code. */
  int call() throws IOException, CommandAbortedException {
    List<ControlRequest> requests = requests();
    SteeringTarget target = target();
    int exitCode = ExitCodes.OK;
    for (ControlRequest request : requests) {
      ControlAnswer answer = answer(target, request);
      if (answer.error() == ControlError.UNKNOWN_TASK) {
        exitCode = ExitCodes.TASKS_FAILED;
      }
      tell(target, answer);
    }
    return exitCode;
  }

  /**
   * Returns the server whose address is given, or the run that is named. Without either, that is
   * the server of the environment; else the only run; else the server at its usual place; else the
   * only server.
   */
  private SteeringTarget target() throws CommandAbortedException {
    String wanted = wanted();
    String inEnvironment = System.getenv(ServerPlace.AT);
    if (wanted == null && inEnvironment != null && !inEnvironment.isEmpty()) {
      return new SteeredServer(ServerCalls.at(inEnvironment, values));
    }
    if (wanted != null && ServerAddress.isAddress(wanted)) {
      return new SteeredServer(ServerCalls.at(wanted, values));
    }
    List<RunningRun> all = RunningRun.all(StateFolder.socketsOfThisProcess());
    List<RunningRun> runs = all.stream().filter(run -> run.serverAddress() == null).toList();
    Path socket = ServerPlace.defaultSocket(System.getenv());
    if (wanted == null && runs.isEmpty() && socket != null && Files.exists(socket)) {
      return new SteeredServer(ServerCalls.at(null, values));
    }
    RunningRun chosen = RunChoice.of(wanted == null && !runs.isEmpty() ? runs : all, wanted);
    String address = chosen.serverAddress();
    return address == null
        ? new SteeredRun(chosen)
        : new SteeredServer(ServerCalls.at(address, values));
  }

  private @Nullable String wanted() {
    String run = values.get(ControlOptions.RUN);
    return run == null ? values.get(ControlOptions.AT) : run;
  }

  private List<ControlRequest> requests() throws CommandAbortedException {
    List<ControlRequest> requests = new ArrayList<>();
    switch (call) {
      case CANCEL -> {
        for (String id : values.all(ControlOptions.IDS)) {
          requests.add(ControlRequest.cancel(id));
        }
      }
      case WORKERS -> requests.add(ControlRequest.workers(count()));
      case STATUS, PAUSE, RESUME, DRAIN -> requests.add(ControlRequest.of(call));
    }
    if (requests.isEmpty()) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "no task is named; for example: " + CommandName.get() + " cancel host-7");
    }
    return requests;
  }

  private int count() throws CommandAbortedException {
    String text = Objects.requireNonNull(values.get(ControlOptions.COUNT));
    try {
      return ControlRequest.workerCount((Long) ValueReader.read(ValueKind.POSITIVE_NUMBER, text));
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(
          ExitCodes.USAGE, "the number of workers: " + e.getMessage());
    }
  }

  private ControlAnswer answer(SteeringTarget target, ControlRequest request)
      throws CommandAbortedException {
    ControlAnswer answer = target.call(request);
    ControlError error = answer.error();
    if (error == ControlError.BAD_REQUEST) {
      throw new CommandAbortedException(ExitCodes.USAGE, String.valueOf(answer.message()));
    }
    if (error == ControlError.RUN_ENDED && call != Call.DRAIN) {
      throw new CommandAbortedException(ExitCodes.NO_SUCH_RUN, String.valueOf(answer.message()));
    }
    return answer;
  }

  private void tell(SteeringTarget target, ControlAnswer answer) throws IOException {
    if (forPrograms) {
      print((answer.result() == null ? answer.toJson() : answer.result()).toString());
    } else if (answer.result() == null) {
      boolean ends = answer.error() == ControlError.RUN_ENDED;
      streams.say(ends ? target.name() + " ends" : String.valueOf(answer.message()));
    } else if (call == Call.CANCEL) {
      tellCancelled(answer.result());
    } else {
      RunStatus status = StatusJson.read(answer.result());
      if (call == Call.STATUS) {
        print(String.join("\n", RunText.lines(status)));
      } else {
        streams.say(RunText.name(status) + " (" + status.label().pid() + "): " + did(status));
      }
    }
  }

  private void tellCancelled(Json result) {
    JsonObject answer = JsonObject.parse(result.utf8(), 0, result.length());
    String id = Quote.shortened(answer.text("id"));
    streams.say(
        answer.text("outcome").equals("ended")
            ? "task " + id + " is cancelled"
            : "task " + id + " is being ended");
  }

  private String did(RunStatus status) {
    return switch (call) {
      case PAUSE ->
          "paused; %d running, %d waiting"
              .formatted(status.tasks().running(), status.tasks().waiting());
      case RESUME -> "resumed; " + status.tasks().waiting() + " waiting";
      case WORKERS -> Counts.of(status.size(), "worker");
      case DRAIN -> "stops; " + status.tasks().running() + " running";
      case STATUS, CANCEL -> status.state().word();
    };
  }

  private void print(String text) throws IOException {
    streams.out().write((text + "\n").getBytes(UTF_8));
  }
}
