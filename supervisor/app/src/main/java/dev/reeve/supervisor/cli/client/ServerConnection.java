package dev.reeve.supervisor.cli.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A connection for one request. A body without a known length is sent in chunks. The JDK's own
 * client knows no Unix sockets, and takes longer to load than a server to answer.
 */
public final class ServerConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 << 10;

  private final ServerAddress address;
  private final SocketChannel channel;
  private final Duration limit;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private ServerConnection(ServerAddress address, SocketChannel channel, Duration limit) {
    this.address = address;
    this.channel = channel;
    this.limit = limit;
  }

  /**
   * Connects.
   *
   * @param limit time until the connection is closed, whatever is under way; {@link Duration#ZERO}
   *     for none
   * @throws IOException if no server answers there; the message is for people
   */
  public static ServerConnection open(ServerAddress address, Duration limit) throws IOException {
    SocketAddress target = address.socketAddress();
    SocketChannel channel =
        target instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    ServerConnection connection = new ServerConnection(address, channel, limit);
    connection.closeLater();
    try {
      channel.connect(target);
      return connection;
    } catch (UnresolvedAddressException e) {
      connection.close();
      throw new ConnectException("the host " + address.host() + " is not known");
    } catch (IOException e) {
      boolean late = connection.isLate();
      connection.close();
      throw late ? connection.late(e) : e;
    }
  }

  private void closeLater() {
    if (!limit.isZero()) {
      CompletableFuture<Void> unused =
          ended
              .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
              .thenRun(this::closeChannel);
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      // it is gone
    }
  }

  private boolean isLate() {
    return ended.isDone();
  }

  private IOException late(Exception cause) {
    IOException late =
        new InterruptedIOException("it has not answered within " + limit.toSeconds() + " s");
    late.initCause(cause);
    return late;
  }

  /**
   * Sends the request and reads the head of the answer. May be called once. A body is sent by a
   * thread of its own, because the server may answer while it reads.
   *
   * @throws IOException if there is no answer; the message is for people
   */
  public HttpAnswer call(HttpRequest request) throws IOException {
    FutureTask<Void> sending =
        new FutureTask<>(
            () -> {
              send(request);
              return null;
            });
    if (request.body() == null) {
      sending.run();
    } else {
      Thread sender = new Thread(sending, "reeve-request");
      sender.setDaemon(true);
      sender.start();
    }
    InputStream in = new BufferedInputStream(new ChannelInput(channel), BUFFER_BYTES);
    try {
      return new AnswerReader(in).read(this);
    } catch (IOException e) {
      throw isLate() ? late(e) : causeOf(sending, e);
    }
  }

  /** Returns why the body could not be sent, if that is why there is no answer. */
  private static IOException causeOf(FutureTask<Void> sending, IOException noAnswer) {
    if (sending.isDone()) {
      try {
        Void unused = sending.get();
      } catch (ExecutionException e) {
        return e.getCause() instanceof IOException cause ? cause : noAnswer;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return noAnswer;
  }

  private void send(HttpRequest request) throws IOException {
    OutputStream out = new BufferedOutputStream(new ChannelOutput(channel), BUFFER_BYTES);
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address.authority()).append("\r\nConnection: close\r\n");
    for (Map.Entry<String, String> field : request.fields().entrySet()) {
      head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
    }
    HttpRequest.Body body = request.body();
    if (body != null) {
      head.append("Transfer-Encoding: chunked\r\n");
    }
    out.write(AnswerReader.head(head.append("\r\n").toString()));
    if (body != null) {
      ChunkedOutput chunks = new ChunkedOutput(out);
      body.writeTo(chunks);
      chunks.end();
    }
    out.flush();
  }

  @Override
  public void close() {
    boolean unused = ended.complete(null);
    closeChannel();
  }
}
