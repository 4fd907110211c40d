package dev.reeve.supervisor.process;

import dev.reeve.json.Json;
import dev.reeve.os.SystemTools;
import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.LastWords;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A worker JVM that does a few typical tasks, so that it loads the classes that workers load, and
 * writes the archive when it exits. Its responses are shorter than a pipe holds; only the first is
 * read, which lists its handlers.
 */
final class ArchiveTraining {
  private static final String JAVA_HOME = System.getProperty("java.home", "");

  /** The handlers that Reeve brings, sorted. */
  private static final List<String> OWN_HANDLERS =
      List.of(
          "echo",
          "exec",
          "file/sha256",
          "image/blur",
          "image/grayscale",
          "image/thumbnail",
          "sleep");

  /** Lets real workers run first, but makes progress on a busy machine too. */
  private static final String NICENESS = "5";

  private final MessageCodec codec = new MessageCodec();
  private final Process process;

  private ArchiveTraining(Process process) {
    this.process = process;
  }

  /**
   * Starts the JVM and writes all messages to it, which are shorter than a pipe holds.
   *
   * @param lastWords path for the file with its last words
   */
  static ArchiveTraining start(
      LaunchCommand command, ArchiveKind kind, Path archive, Path lastWords, String workerId)
      throws IOException {
    Files.write(lastWords, new byte[LastWords.FILE_BYTES]);
    ProcessBuilder builder = new ProcessBuilder(arguments(command, kind, archive));
    command.applyTo(builder.environment(), workerId);
    builder.redirectError(Redirect.DISCARD);
    ArchiveTraining training = new ArchiveTraining(builder.start());
    try {
      training.sendMessages(lastWords);
    } catch (IOException e) {
      // it has ended already; the missing archive will be reported
    }
    return training;
  }

  private static List<String> arguments(LaunchCommand command, ArchiveKind kind, Path archive) {
    List<String> arguments = new ArrayList<>();
    Path nice = SystemTools.find("nice");
    if (nice != null) {
      arguments.addAll(List.of(nice.toString(), "-n", NICENESS));
    }
    List<String> flags = new ArrayList<>(kind.makingFlags(archive));
    flags.add(
        "-XX:ErrorFile=" + ArchiveFolder.crashReportOf(archive).toString().replace("%", "%%"));
    arguments.addAll(command.arguments(flags));
    return arguments;
  }

  /** Waits for its end, and kills it after that time; returns whether it exited with 0. */
  boolean endsWithin(long seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      return process.exitValue() == 0;
    }
    kill();
    process.waitFor();
    return false;
  }

  /** Returns whether it has listed only the handlers that Reeve brings. */
  boolean hasOwnHandlersOnly() {
    try {
      FrameReader responses =
          new FrameReader(process.getInputStream(), Protocol.DEFAULT_MAX_FRAME_BYTES);
      Frame first = responses.next();
      return first != null
          && codec.readFromWorker(first) instanceof FromWorker.Success response
          && codec.readInitializeResult(response.result()).handlers().equals(OWN_HANDLERS);
    } catch (IOException | ProtocolException e) {
      return false;
    }
  }

  /** Kills it and its descendants: newer JVMs assemble the archive in a second process. */
  void kill() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      descendants.forEach(ProcessHandle::destroyForcibly);
    } catch (RuntimeException e) {
      // the process table cannot be read
    }
    process.toHandle().destroyForcibly();
  }

  private void sendMessages(Path lastWords) throws IOException {
    try (OutputStream out = process.getOutputStream()) {
      FrameWriter frames = new FrameWriter(codec, out, Protocol.DEFAULT_MAX_FRAME_BYTES);
      frames.useShortLines();
      for (ToWorker message : messages(lastWords)) {
        frames.write(message);
      }
      frames.flush();
    }
  }

  private static List<ToWorker> messages(Path lastWords) {
    return List.of(
        new ToWorker.Initialize(
                RequestId.of(0), Protocol.VERSION, 0, 0, WorkerSettings.DEFAULT.withShortLines())
            .withLastWords(lastWords.toString()),
        task(1, "echo", "{\"number\":1.5,\"text\":\"é\",\"list\":[true,null]}"),
        task(2, "exec", "{\"command\":[\"true\"]}"),
        task(3, "sleep", "{\"duration\":\"1ms\"}"),
        task(4, "file/sha256", "{\"path\":\"" + JAVA_HOME + "/release\"}"),
        task(5, "exec", "{\"command\":[\"false\"]}"),
        new ToWorker.CancelTask(RequestId.of(1), true),
        new ToWorker.Diagnose(RequestId.of(6)),
        new ToWorker.Shutdown(RequestId.of(7), WorkerSettings.DEFAULT.graceMillis()));
  }

  private static ToWorker task(long id, String handler, String payload) {
    return new ToWorker.RunTask(
        RequestId.of(id), Long.toString(id), 1, handler, Json.parse(payload));
  }
}
