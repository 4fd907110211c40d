package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.docs.Checkout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Runs the finished jar as a user does, in a folder of the test's own. */
final class Reeve {
  /** Generous: a hung run is to be told from a slow machine. */
  static final long LIMIT_SECONDS = 180;

  /** The project's top folder. */
  static final Path TOP = Checkout.top();

  static final Path JAR = TOP.resolve("supervisor/target/supervisor.jar");

  static final Path SCRIPT = TOP.resolve("supervisor/target/reeve");

  /** Class path with the handlers of {@code BadHandlers}. */
  static final String BAD_HANDLERS = TOP.resolve("supervisor/core/target/test-classes").toString();

  private final Path folder;
  private final List<String> launcher = new ArrayList<>();
  private final List<String> jvmArgs = new ArrayList<>();
  private final Map<String, String> env = new HashMap<>();
  private byte[] input = new byte[0];
  private boolean scripted;

  private Reeve(Path folder) {
    this.folder = folder;
  }

  static Reeve in(Path folder) {
    return new Reeve(folder);
  }

  /** Starts the launcher script instead of the jar. */
  Reeve byScript() {
    scripted = true;
    return this;
  }

  Reeve jvm(String... args) {
    jvmArgs.addAll(Arrays.asList(args));
    return this;
  }

  /**
   * Makes no class-data archive: a supervisor that is killed would leave the process that does so,
   * which is in no hurry to end.
   */
  Reeve withoutArchive() {
    return env("REEVE_ARCHIVE", "off");
  }

  /** Puts words before the command, such as {@code nohup}. */
  Reeve under(String... words) {
    launcher.addAll(Arrays.asList(words));
    return this;
  }

  /** Sets a variable of the environment; empty removes it. */
  Reeve env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Reeve input(String text) {
    return input(text.getBytes(UTF_8));
  }

  Reeve input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  /** What a finished run left. */
  record Finished(int exitCode, String out, String err) {
    List<String> records() {
      return out.lines().toList();
    }

    /** The record of that task. */
    String record(String id) {
      return records().stream()
          .filter(line -> line.contains("\"id\":\"" + id + "\""))
          .reduce(
              (one, other) -> {
                throw new AssertionError("two records of " + id + ":\n" + one + "\n" + other);
              })
          .orElseThrow(() -> new AssertionError("no record of " + id + " in:\n" + out + err));
    }
  }

  /** Runs to the end. */
  Finished run(String... args) {
    return run(builder(args));
  }

  /** Runs the launcher script to the end. */
  Finished script(String... args) {
    return program(SCRIPT, args);
  }

  /** Runs a program with these arguments to the end. */
  Finished program(Path program, String... args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(args));
    return run(builder(args).command(command));
  }

  private Finished run(ProcessBuilder builder) {
    Path err = file("err");
    Path out = file("out");
    Process process = begin(builder.redirectOutput(out.toFile()).redirectError(err.toFile()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // the run may end without reading its input
    }
    return await(process, out, err);
  }

  /** Starts it with standard input in the test's hands, and output to files. */
  Process start(Path out, Path err, String... args) {
    ProcessBuilder builder = builder(args);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return begin(builder);
  }

  /** Starts it with all three streams in the test's hands. */
  Process startPiped(String... args) {
    return begin(builder(args).redirectError(file("err").toFile()));
  }

  private ProcessBuilder builder(String... args) {
    ProcessBuilder builder = new ProcessBuilder(command(args)).directory(folder.toFile());
    builder.environment().remove("COLUMNS");
    builder.environment().putAll(env);
    builder.environment().values().removeIf(String::isEmpty);
    return builder;
  }

  /** The whole command line. */
  List<String> command(String... args) {
    List<String> command = new ArrayList<>(launcher);
    if (scripted) {
      command.add(SCRIPT.toString());
      command.addAll(Arrays.asList(args));
      return command;
    }
    command.add(java());
    command.addAll(jvmArgs.isEmpty() ? SupervisorArchive.flags() : jvmArgs);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /** Returns the JVM that runs the tests. */
  static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static Process begin(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Finished await(Process process, Path out, Path err) {
    return new Finished(exitCode(process), text(out), text(err));
  }

  /** The exit code; a process that does not end fails the test, and is killed. */
  static int exitCode(Process process) {
    return exitCode(process, LIMIT_SECONDS);
  }

  static int exitCode(Process process, long limitSeconds) {
    try {
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + limitSeconds + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a file that a run writes holds a text. */
  static void awaitText(Path file, String text) {
    Awaitility.await()
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.exists(file) && text(file).contains(text));
  }

  /** A new file in the test's folder. */
  Path file(String name) {
    try {
      return Files.createTempFile(folder, name, ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
