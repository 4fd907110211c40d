package dev.reeve.supervisor.cli;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.client.HttpAnswer;
import dev.reeve.supervisor.cli.client.HttpRequest;
import dev.reeve.supervisor.cli.client.ServerAddress;
import dev.reeve.supervisor.cli.client.ServerConnection;
import dev.reeve.supervisor.control.JsonObject;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls to one server, with its token; what it refuses becomes an exit code. */
final class ServerCalls {
  /** A server answers at once what needs no waiting. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int UNAVAILABLE = 503;
  private static final int NO_STORAGE = 507;

  private final ServerAddress address;
  private final @Nullable String token;

  ServerCalls(ServerAddress address, @Nullable String token) {
    this.address = address;
    this.token = token;
  }

  /** Returns the server that the options or the environment name. */
  static ServerCalls of(OptionValues values) throws CommandAbortedException {
    return at(values.get(ServerOptions.AT), values);
  }

  /** Returns the server with that address; null for the one that the environment names. */
  static ServerCalls at(@Nullable String address, OptionValues values)
      throws CommandAbortedException {
    ServerAddress parsed = ServerPlace.address(address, System.getenv());
    return new ServerCalls(
        parsed, ServerPlace.token(parsed, values.get(ServerOptions.TOKEN_FILE), System.getenv()));
  }

  /** Returns where the server is, for messages. */
  ServerAddress address() {
    return address;
  }

  /**
   * Sends a request that is answered at once.
   *
   * @throws CommandAbortedException if there is no answer
   */
  HttpAnswer call(HttpRequest request) throws CommandAbortedException {
    return call(request, LIMIT);
  }

  /**
   * Sends a request.
   *
   * @param limit time until the connection is closed; zero for none
   * @throws CommandAbortedException if there is no answer
   */
  HttpAnswer call(HttpRequest request, Duration limit) throws CommandAbortedException {
    ServerConnection connection = connect(limit);
    try {
      return connection.call(
          token == null ? request : request.with("Authorization", bearer(token)));
    } catch (IOException e) {
      connection.close();
      throw noAnswer(e);
    }
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private ServerConnection connect(Duration limit) throws CommandAbortedException {
    try {
      return ServerConnection.open(address, limit);
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.NO_SUCH_RUN,
          "no server answers at %s: %s; start one with: %s serve, or name another by --at"
              .formatted(address, IoReasons.of(e), CommandName.get()));
    }
  }

  private CommandAbortedException noAnswer(IOException cause) {
    return new CommandAbortedException(
        ExitCodes.NO_ANSWER,
        "the server at " + address + " does not answer: " + IoReasons.of(cause));
  }

  /** Sends a request and returns the whole answer, which must be a success. */
  Json json(HttpRequest request, Duration limit) throws CommandAbortedException {
    try (HttpAnswer answer = call(request, limit)) {
      requireSuccess(answer);
      byte[] body = answer.bytes();
      return Json.parse(body, 0, body.length);
    } catch (IOException e) {
      throw noAnswer(e);
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(
          ExitCodes.NO_ANSWER,
          "the answer of " + address + " is not understood: " + e.getMessage());
    }
  }

  /** Throws what a refusal means for the command. */
  void requireSuccess(HttpAnswer answer) throws CommandAbortedException, IOException {
    if (!answer.isSuccess()) {
      throw new CommandAbortedException(exitCode(answer.status()), text(answer));
    }
  }

  /** Returns the exit code for a call that was refused with that status. */
  static int exitCode(int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> ExitCodes.NO_PERMISSION;
      case NOT_FOUND -> ExitCodes.TASKS_FAILED;
      case TOO_MANY, UNAVAILABLE, NO_STORAGE -> ExitCodes.NO_ANSWER;
      default -> status >= SERVER_ERRORS ? ExitCodes.INTERNAL : ExitCodes.INVALID_JOB;
    };
  }

  private String text(HttpAnswer answer) throws IOException {
    byte[] body = answer.bytes();
    try {
      return text(JsonObject.parse(body, 0, body.length));
    } catch (IllegalArgumentException e) {
      return "the server at " + address + " answers with status " + answer.status();
    }
  }

  /** Returns the title and the detail of a problem. */
  static String text(JsonObject problem) {
    return problem.text("title") + ": " + problem.text("detail");
  }
}
