package dev.reeve.supervisor.cli.control;

import dev.reeve.json.Json;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlRequest;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.ServerLabel;
import dev.reeve.supervisor.control.StatusJson;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run or a server of this user that goes on.
 *
 * @param pid process that runs it
 * @param json its state; null if it does not answer
 * @param status the same; null if it does not answer
 * @param problem why it does not answer; null if it does
 */
public record RunningRun(
    Path socket,
    long pid,
    @Nullable Json json,
    @Nullable RunStatus status,
    @Nullable String problem) {
  /** A run answers at once, even if it is busy. */
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);

  /** What a run is asked to do may take longer. */
  private static final Duration CALL_LIMIT = Duration.ofSeconds(15);

  /** Returns all runs whose sockets are in these folders, by their start. */
  public static List<RunningRun> all(List<Path> folders) {
    List<RunningRun> runs = new ArrayList<>();
    for (SocketFile socket : SocketFolder.sockets(folders)) {
      RunningRun run = look(socket);
      if (run != null) {
        runs.add(run);
      }
    }
    runs.sort(Comparator.comparing(RunningRun::startedAtMillis).thenComparingLong(RunningRun::pid));
    return runs;
  }

  /** Returns the address of the server that it is; null if it is none, or does not answer. */
  public @Nullable String serverAddress() {
    ServerLabel server = status == null ? null : status.label().server();
    return server == null ? null : server.address();
  }

  private long startedAtMillis() {
    return status == null ? Long.MAX_VALUE : status.label().startedAt().toEpochMilli();
  }

  private static @Nullable RunningRun look(SocketFile socket) {
    try {
      ControlAnswer answer =
          ControlClient.call(
              socket.path(), ControlRequest.of(ControlRequest.Call.STATUS), LOOK_LIMIT);
      Json json = answer.result();
      return json == null
          ? null // it is about to end
          : new RunningRun(socket.path(), socket.pid(), json, StatusJson.read(json), null);
    } catch (ConnectException e) {
      return null; // it was killed
    } catch (IOException e) {
      return Files.exists(socket.path())
          ? new RunningRun(socket.path(), socket.pid(), null, null, IoReasons.of(e))
          : null;
    } catch (IllegalArgumentException e) {
      String problem = "its answer is not understood: " + e.getMessage();
      return new RunningRun(socket.path(), socket.pid(), null, null, problem);
    }
  }

  /**
   * Sends a request.
   *
   * @throws IOException if it does not answer, or has ended
   */
  public ControlAnswer call(ControlRequest request) throws IOException {
    try {
      return ControlClient.call(socket, request, CALL_LIMIT);
    } catch (IllegalArgumentException e) {
      throw new IOException("its answer is not understood: " + e.getMessage(), e);
    }
  }
}
