package dev.reeve.supervisor.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/**
 * A real Redis server in a folder of its own, by the program in a test library. It can be killed
 * and started again on the same port.
 */
public final class RedisProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final int port;
  private final List<String> options;
  private Path file;
  private Process process;

  private RedisProcess(Path folder, int port, List<String> options) {
    this.folder = folder;
    this.port = port;
    this.options = options;
  }

  /** Returns whether there is a program for this system. */
  public static boolean isAvailable() {
    return RedisProcess.class.getResource(resource()) != null;
  }

  private static String resource() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "/redis-server-7.0.15-%s-%s"
        .formatted(
            system.contains("mac") ? "darwin" : system,
            processor.contains("aarch64") || processor.contains("arm64") ? "arm64" : "amd64");
  }

  /**
   * Starts a server.
   *
   * @param folder for its program and files; is created
   * @param options of redis-server, such as {@code --appendonly}, {@code yes}
   */
  public static RedisProcess start(Path folder, String... options) {
    RedisProcess redis = new RedisProcess(folder, freePort(), List.of(options));
    redis.restart();
    return redis;
  }

  /**
   * Starts a Sentinel that watches a server, by the name {@code main}. A second after the server
   * has gone, it makes a replica the master.
   */
  public static RedisProcess startSentinel(Path folder, RedisProcess watched) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("sentinel.conf");
      Files.writeString(
          file,
          """
          sentinel monitor main 127.0.0.1 %d 1
          sentinel down-after-milliseconds main 1000
          sentinel failover-timeout main 5000
          """
              .formatted(watched.port));
      RedisProcess sentinel = new RedisProcess(folder, freePort(), List.of("--sentinel"));
      sentinel.file = file;
      sentinel.restart();
      return sentinel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a port that is free, a different one each time. It is none of those that systems give
   * to connections, which may come between this call and the use of the port.
   */
  public static int freePort() {
    while (true) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts it again, on the same port and with the files that it has left. */
  public void restart() {
    try {
      List<String> command = new ArrayList<>(List.of(program(folder).toString()));
      if (file != null) {
        command.add(file.toString());
      }
      command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
      command.addAll(List.of("--dir", folder.toString(), "--save", ""));
      command.addAll(options);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await().atMost(LIMIT).until(this::answers);
  }

  /** Writes the program of the server into a folder, and returns its path. */
  public static Path program(Path folder) throws IOException {
    Path program = folder.resolve("redis-server");
    if (!Files.exists(program)) {
      Files.createDirectories(folder);
      try (InputStream in = RedisProcess.class.getResourceAsStream(resource())) {
        Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!program.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + program + " executable");
      }
    }
    return program;
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("redis-server has ended: " + log());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("redis.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  public int port() {
    return port;
  }

  /** Returns its process id. */
  public long pid() {
    return process.pid();
  }

  /** Returns the address for a broker. */
  public BrokerAddress address() {
    return BrokerAddress.of("redis://127.0.0.1:" + port);
  }

  /**
   * Sends one command without spaces in its arguments, and returns the answer as Redis writes it.
   */
  public String ask(String... command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      StringBuilder text = new StringBuilder("*" + command.length + "\r\n");
      Arrays.stream(command)
          .forEach(each -> text.append("$" + bytes(each).length + "\r\n" + each + "\r\n"));
      socket.getOutputStream().write(bytes(text.toString()));
      socket.shutdownOutput();
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Kills it, as a failure of power does. */
  public void kill() {
    process.destroyForcibly();
    join();
  }

  private void join() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
