package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.client.HttpAnswer;
import dev.reeve.supervisor.cli.client.HttpRequest;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlError;
import dev.reeve.supervisor.control.ControlRequest;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.text.IoReasons;
import java.io.IOException;

/** A server, by HTTP. */
record SteeredServer(ServerCalls server) implements SteeringTarget {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  @Override
  public String name() {
    return "the server at " + server.address();
  }

  @Override
  public ControlAnswer call(ControlRequest request) throws CommandAbortedException {
    try (HttpAnswer answer = server.call(http(request))) {
      if (answer.status() == NOT_FOUND || answer.status() == CONFLICT) {
        byte[] problem = answer.bytes();
        String text = ServerCalls.text(JsonObject.parse(problem, 0, problem.length));
        return ControlAnswer.of(ControlError.UNKNOWN_TASK, text);
      }
      server.requireSuccess(answer);
      byte[] body = answer.bytes();
      return request.call() == ControlRequest.Call.DRAIN
          ? ControlAnswer.of(ControlError.RUN_ENDED, "the server ends")
          : ControlAnswer.of(Json.parse(body, 0, body.length));
    } catch (IOException | IllegalArgumentException e) {
      String why = e instanceof IOException io ? IoReasons.of(io) : String.valueOf(e.getMessage());
      throw new CommandAbortedException(ExitCodes.NO_ANSWER, name() + " does not answer: " + why);
    }
  }

  private static HttpRequest http(ControlRequest request) {
    return switch (request.call()) {
      case STATUS -> HttpRequest.of("GET", "/v1/workers");
      case PAUSE -> HttpRequest.of("POST", "/v1/pause");
      case RESUME -> HttpRequest.of("POST", "/v1/resume");
      case DRAIN -> HttpRequest.of("POST", "/v1/drain");
      case CANCEL ->
          HttpRequest.of(
              "DELETE", "/v1/tasks/" + HttpRequest.encoded(String.valueOf(request.id())));
      case WORKERS -> {
        byte[] size = ("{\"size\":" + request.workers() + "}").getBytes(US_ASCII);
        yield HttpRequest.of("PUT", "/v1/workers").with("application/json", out -> out.write(size));
      }
    };
  }
}
