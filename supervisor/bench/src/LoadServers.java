import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The servers that are compared, with all their processes. */
final class LoadServers implements AutoCloseable {
  private static final long START_SECONDS = 60;

  private final Setting setting;
  private final Deque<Process> processes = new ArrayDeque<>();
  private Process server;

  LoadServers(Setting setting) {
    this.setting = setting;
  }

  /** Starts Reeve's server with one worker; further options may bound its queue. */
  LoadTarget reeve(String handler, String... options) throws Exception {
    Path handlers = setting.folder().resolve("classes");
    Path services = Files.createDirectories(handlers.resolve("META-INF/services"));
    Files.writeString(services.resolve("dev.reeve.worker.TaskHandler"), "SleepingModel\n");
    Path token = setting.folder().resolve("token");
    Files.writeString(token, "a-token-for-the-bench-alone\n");
    int port = freePort();
    ProcessBuilder builder =
        setting.reeve(
            "serve",
            "--listen",
            "127.0.0.1:" + port,
            "--token-file",
            token.toString(),
            "-j",
            "1",
            "--worker-classpath",
            handlers.toString());
    builder.command().addAll(java.util.List.of(options));
    server = start(builder);
    awaitPort(port);
    return new LoadTarget(
        port, "/v1/handlers/" + handler, "Authorization: Bearer a-token-for-the-bench-alone\r\n");
  }

  /** Starts Redis; returns its port. */
  int redis() throws Exception {
    int redis = freePort();
    Process unused =
        start(
            new ProcessBuilder(
                "redis-server", "--port", "" + redis, "--bind", "127.0.0.1", "--save", ""));
    awaitPort(redis);
    return redis;
  }

  /** Starts Redis, the web side and the model side of the tutorial. */
  LoadTarget tutorial() throws Exception {
    int redis = redis();
    firstLine(start(setting.python("tutorial.py", "model", "" + redis)));
    Process web = start(setting.python("tutorial.py", "web", "" + redis, "0"));
    return new LoadTarget(Integer.parseInt(firstLine(web)), "/predict", "");
  }

  /** Starts a process that ends with these servers. */
  Process start(ProcessBuilder builder) throws IOException {
    Process process = setting.start(builder);
    processes.push(process);
    return process;
  }

  /** Returns the resident memory of Reeve's server, without its worker, in megabytes. */
  double megabytes() throws IOException {
    return ProcessMemory.resident(server.pid());
  }

  private static String firstLine(Process process) throws IOException {
    String line =
        new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    if (line == null) {
      throw new IOException("a program of the tutorial ended at once");
    }
    return line;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000;
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !processes.element().isAlive()) {
          throw new IOException("no server listens: " + setting.lastWords(), e);
        }
        Thread.sleep(20);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      setting.children().end(process);
    }
  }
}
