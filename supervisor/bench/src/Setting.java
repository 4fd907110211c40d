import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that a measure needs.
 *
 * @param jar the finished program
 * @param peersFolder sources of the peers' programs
 * @param folder for temporary files; holds this program's classes, too
 */
record Setting(
    Options options, Path jar, Path peersFolder, Path folder, Peers peers, Children children) {

  /** What two workers get done is what everything is compared by. */
  static final int WORKERS = 2;

  private static final String MESSAGES = "messages.txt";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  /** The command line program. */
  ProcessBuilder reeve(String... args) {
    return command(List.of(JAVA, "-jar", jar.toString()), args);
  }

  /** A program with Reeve inside: {@link Embedded}. */
  Conversation embedded(String mode, int workers) throws IOException {
    List<String> java = List.of(JAVA, "-cp", jar + File.pathSeparator + classes());
    return new Conversation(this, command(java, "Embedded", mode, String.valueOf(workers)));
  }

  /** A program with Reeve inside, whose workers share an object: {@link SharedUse}. */
  Conversation sharing(String mode) throws IOException {
    List<String> java = List.of(JAVA, "-cp", jar + File.pathSeparator + classes());
    return new Conversation(this, command(java, "SharedUse", mode));
  }

  /** A program that submits tasks to the Redis at that port: {@link BrokerCalls}. */
  Conversation brokerCalls(int port) throws IOException {
    List<String> java = List.of(JAVA, "-cp", jar + File.pathSeparator + classes());
    return new Conversation(this, command(java, "BrokerCalls", String.valueOf(port)));
  }

  ProcessBuilder bareJvm() {
    return command(List.of(JAVA, "-cp", classes()), "Hello");
  }

  private String classes() {
    return folder.resolve("classes").toString();
  }

  /** One of the peers' pools. */
  Conversation pythonPool(String mode, int workers, int chunk) throws IOException {
    return new Conversation(
        this, python("pool.py", mode, String.valueOf(workers), String.valueOf(chunk)));
  }

  /** Two processes of Python that share an object. */
  Conversation pythonShared(String mode) throws IOException {
    return new Conversation(this, python("shared.py", mode));
  }

  ProcessBuilder python(String program, String... args) {
    return command(List.of(peers.python(), peersFolder.resolve(program).toString()), args);
  }

  private ProcessBuilder command(List<String> first, String... args) {
    List<String> words = new ArrayList<>(first);
    words.addAll(Arrays.asList(args));
    return new ProcessBuilder(words);
  }

  /** The script beside the jar, for the same JVM. */
  ProcessBuilder launcher(String... args) {
    ProcessBuilder builder = command(List.of(jar.resolveSibling("reeve").toString()), args);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** With its working directory, messages, logs and archives in the temporary folder. */
  Process start(ProcessBuilder builder) throws IOException {
    builder.directory(folder.toFile()).redirectError(messages());
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return children.start(builder);
  }

  private Redirect messages() {
    return Redirect.appendTo(folder.resolve(MESSAGES).toFile());
  }

  /** The end of what processes said on standard error. */
  String lastWords() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(MESSAGES));
    int from = Math.max(0, bytes.length - 500);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
  }

  /** Runs it from standard input to standard output, both files; returns seconds, start to exit. */
  double seconds(ProcessBuilder builder, File in) throws Exception {
    builder.redirectInput(in).redirectOutput(output());
    long start = System.nanoTime();
    int exitCode = children.join(start(builder));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exitCode != 0) {
      throw new IOException(
          "exit code " + exitCode + " of " + builder.command() + ": " + lastWords());
    }
    return seconds;
  }

  double seconds(ProcessBuilder builder) throws Exception {
    return seconds(builder, new File("/dev/null"));
  }

  /** Where {@link #seconds} puts standard output. */
  File output() {
    return folder.resolve("output").toFile();
  }
}
