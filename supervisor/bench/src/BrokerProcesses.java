import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The processes around a broker: Redis, supervisors that take tasks, submitters. */
final class BrokerProcesses {
  private static final long START_SECONDS = 60;

  private final Path jar;
  private final Path folder;
  private final int port;
  private final Map<String, Process> running = new TreeMap<>();

  BrokerProcesses(Path jar, Path folder) throws IOException {
    this.jar = jar;
    this.folder = folder;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    for (String name : List.of("cache", "state", "tmp")) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  int port() {
    return port;
  }

  /** Starts Redis, which finds what it has written before. */
  void startRedis() throws IOException, InterruptedException {
    start(
        "redis",
        List.of(
            "redis-server",
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "yes",
            "--dir",
            folder.toString()));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new IOException("Redis does not start; see " + folder);
      }
      Thread.sleep(20);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts a command of Reeve; the one of that name before must have ended. */
  void startReeve(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-Xmx128m", "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-jar"));
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    start(name, command);
  }

  private void start(String name, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".txt").toFile()));
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    running.put(name, builder.start());
  }

  Process get(String name) {
    return running.get(name);
  }

  boolean isAlive(String name) {
    return running.get(name).isAlive();
  }

  /** Ends a process at once, and joins it. */
  void kill(String name) throws InterruptedException {
    running.get(name).destroyForcibly().waitFor();
  }

  /** Sends a signal to a process. */
  void signal(String name, String signal) throws IOException, InterruptedException {
    ChaosSupervisors.signal(signal, running.get(name).pid());
  }

  /** Asks a process to end; returns its exit code. */
  int end(String name) throws InterruptedException {
    running.get(name).destroy();
    return running.get(name).waitFor();
  }

  /** Returns what Redis answers to a command. */
  String ask(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("redis-cli", "-p", "" + port));
    all.addAll(List.of(command));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return answer.strip();
  }

  void killAll() throws InterruptedException {
    for (Process each : running.values()) {
      each.descendants().forEach(ProcessHandle::destroyForcibly);
      each.destroyForcibly().waitFor();
    }
  }
}
