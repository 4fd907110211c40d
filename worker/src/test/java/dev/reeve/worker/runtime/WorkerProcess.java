package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker's JVM with the tests' class path, and its streams. Closing it ends it. */
final class WorkerProcess implements AutoCloseable {
  /** Gives a process a session of its own. */
  static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final Path folder;
  private final Conversation talk;

  private WorkerProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.talk = new Conversation(process.getOutputStream(), process.getInputStream());
  }

  /**
   * A worker to talk with.
   *
   * @param folder takes its standard error
   * @param jvmArguments come last before the main class, so that {@code -cp} can be given again
   */
  static WorkerProcess start(Path folder, String... jvmArguments) throws IOException {
    ProcessBuilder builder = builder(folder, jvmArguments);
    return new WorkerProcess(builder.start(), folder);
  }

  /** As a supervisor starts one where there are no sessions, with a mark in its environment. */
  static WorkerProcess startMarked(Path folder) throws IOException {
    ProcessBuilder builder = builder(folder, "-Dreeve.ignoreInterrupt=true");
    builder.environment().put("REEVE_WORKER", "test-" + System.nanoTime());
    return new WorkerProcess(builder.start(), folder);
  }

  /** One in a session of its own. */
  static WorkerProcess startInSession(Path folder) throws IOException {
    ProcessBuilder builder = builder(folder);
    builder.command().add(0, SETSID.toString());
    return new WorkerProcess(builder.start(), folder);
  }

  /** A worker that reads the file {@code requests} and writes the file {@code stdout}. */
  static WorkerProcess startWith(Path folder, Path requests) throws IOException {
    ProcessBuilder builder = builder(folder);
    builder.redirectInput(requests.toFile()).redirectOutput(folder.resolve("stdout").toFile());
    return new WorkerProcess(builder.start(), folder);
  }

  Conversation talk() {
    return talk;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the worker's exit").isTrue();
    return process.exitValue();
  }

  /** Standard error so far. */
  String errors() throws IOException {
    return Files.readString(folder.resolve("stderr"));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
  }

  private static ProcessBuilder builder(Path folder, String... jvmArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of(jvmArguments));
    command.add(WorkerMain.class.getName());
    return new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
  }

  /** The tests' own class path, with further places behind it. */
  static String classPath(Path... more) {
    StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
    for (Path place : more) {
      path.append(File.pathSeparator).append(place);
    }
    return path.toString();
  }
}
