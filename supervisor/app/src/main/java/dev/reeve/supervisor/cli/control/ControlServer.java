package dev.reeve.supervisor.cli.control;

import dev.reeve.json.Json;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlError;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The socket of a run. One thread serves all clients, of which there may be {@value
 * #MOST_CONNECTIONS} at once; further ones wait. A client that neither sends a whole request nor
 * takes its answer within ten seconds is dropped.
 */
public final class ControlServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 32;

  private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);
  private static final long STARVED_MILLIS = 1_000;

  private final Function<byte[], CompletableFuture<ControlAnswer>> calls;
  private final Path file;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SelectionKey accepting;
  private final Duration idleLimit;
  private final List<ControlConnection> connections = new ArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Intake intake = new Intake();
  private volatile boolean closed;

  /** Whether the last connection could not be accepted, for want of descriptors. */
  private boolean starved;

  private record Answer(ControlConnection to, Json text) {}

  private ControlServer(
      Function<byte[], CompletableFuture<ControlAnswer>> calls,
      Path file,
      Selector selector,
      ServerSocketChannel listener,
      Duration idleLimit)
      throws IOException {
    this.calls = calls;
    this.file = file;
    this.selector = selector;
    this.listener = listener;
    this.idleLimit = idleLimit;
    this.accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Opens a socket in the first of these folders that can be used, and removes those that killed
   * runs have left there.
   *
   * @param calls answers a request, later if need be; must complete normally
   * @throws IOException with a message for people, if there is no place for it
   */
  public static ControlServer open(
      Function<byte[], CompletableFuture<ControlAnswer>> calls, List<Path> folders)
      throws IOException {
    return open(calls, folders, IDLE_LIMIT);
  }

  static ControlServer open(
      Function<byte[], CompletableFuture<ControlAnswer>> calls,
      List<Path> folders,
      Duration idleLimit)
      throws IOException {
    Path folder = SocketFolder.create(folders);
    SocketFolder.removeAbandoned(folder);
    Path file = folder.resolve(SocketFile.newName());
    Selector selector = Selector.open();
    try {
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        listener.configureBlocking(false);
        listener.bind(UnixDomainSocketAddress.of(file));
        return new ControlServer(calls, file, selector, listener, idleLimit);
      } catch (IOException | RuntimeException e) {
        listener.close();
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      selector.close();
      throw e;
    }
  }

  /** Returns the socket's file. */
  public Path file() {
    return file;
  }

  /** Serves clients until {@link #close}. */
  public void serve() throws IOException {
    try {
      while (!closed) {
        selector.select(
            starved ? STARVED_MILLIS : connections.isEmpty() ? 0 : idleLimit.toMillis());
        step(System.nanoTime());
      }
    } finally {
      List.copyOf(connections).forEach(this::drop);
      selector.close();
    }
  }

  private void step(long now) {
    starved = false;
    for (SelectionKey key : selector.selectedKeys()) {
      if (key == accepting) {
        accept(now);
      } else if (key.isValid() && key.attachment() instanceof ControlConnection connection) {
        proceed(connection, now);
      }
    }
    selector.selectedKeys().clear();
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      send(answer, now);
    }
    dropIdle(now);
    boolean deaf = starved || connections.size() >= MOST_CONNECTIONS;
    if (accepting.isValid()) {
      accepting.interestOps(deaf ? 0 : SelectionKey.OP_ACCEPT);
    }
  }

  private void accept(long now) {
    try {
      SocketChannel channel = listener.accept();
      if (channel == null) {
        return;
      }
      try {
        if (PeerCheck.isOwn(channel)) {
          channel.configureBlocking(false);
          SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
          ControlConnection connection = new ControlConnection(channel, key, intake, now);
          key.attach(connection);
          connections.add(connection);
          return;
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        return;
      }
      channel.close();
    } catch (IOException e) {
      starved = true;
    }
  }

  private void proceed(ControlConnection connection, long now) {
    try {
      connection.proceed(now);
    } catch (IOException | CancelledKeyException e) {
      drop(connection);
    }
  }

  private void send(Answer answer, long now) {
    if (connections.contains(answer.to())) {
      try {
        answer.to().answer(answer.text(), now);
      } catch (IOException | CancelledKeyException e) {
        drop(answer.to());
      }
    }
  }

  private void dropIdle(long now) {
    for (ControlConnection connection : List.copyOf(connections)) {
      boolean isLate = now - connection.lastSign() > idleLimit.toNanos();
      if (isLate && !connection.isAnswering()) {
        drop(connection);
      }
    }
  }

  private void drop(ControlConnection connection) {
    connections.remove(connection);
    connection.close();
  }

  /** Ends {@link #serve} and removes the socket's file. */
  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    Files.deleteIfExists(file);
    selector.wakeup();
  }

  /** Passes requests to the run, and its answers back to the server's thread. */
  private final class Intake implements ControlConnection.Requests {
    @Override
    public void take(ControlConnection from, byte[] utf8) {
      CompletableFuture<Void> unused = calls.apply(utf8).thenAccept(answer -> reply(from, answer));
    }

    @Override
    public void takeTooLong(ControlConnection from) {
      String message =
          "the request is longer than " + ControlConnection.MOST_REQUEST_BYTES + " bytes";
      reply(from, ControlAnswer.of(ControlError.BAD_REQUEST, message));
    }

    private void reply(ControlConnection to, ControlAnswer answer) {
      answers.add(new Answer(to, answer.toJson()));
      selector.wakeup();
    }
  }
}
