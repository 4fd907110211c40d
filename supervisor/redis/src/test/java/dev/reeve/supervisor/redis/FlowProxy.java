package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A broken network before a server: it passes connections on, holds back what is sent in one
 * direction, cuts connections, and counts what it holds back.
 */
final class FlowProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean stallsRequests;
  private boolean stallsAnswers;
  private long heldBack;
  private String marker;

  FlowProxy(int target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  BrokerAddress address() {
    return BrokerAddress.of("redis://127.0.0.1:" + server.getLocalPort());
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "flow-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(redis);
        start(() -> pass(client, redis, true));
        start(() -> pass(redis, client, false));
      } catch (IOException e) {
        cut(); // the server is away, and so are its connections
      }
    }
  }

  private void pass(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!requests) {
          notice(new String(buffer, 0, count, ISO_8859_1));
        }
        awaitFlow(requests, count);
        out.write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      // cut
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized void notice(String answer) {
    if (marker != null && answer.contains(marker)) {
      stallsAnswers = true;
      marker = null;
    }
  }

  /** Holds answers back from the first on in which that text stands. */
  synchronized void stallAtAnswer(String text) {
    marker = text;
  }

  private synchronized void awaitFlow(boolean requests, int count) throws InterruptedException {
    boolean stalled = requests ? stallsRequests : stallsAnswers;
    heldBack += stalled ? count : 0;
    while (requests ? stallsRequests : stallsAnswers) {
      wait();
    }
  }

  /** Holds back what is sent; what is held back already is passed on when this ends. */
  synchronized void stall(boolean requests, boolean answers) {
    stallsRequests = requests;
    stallsAnswers = answers;
    notifyAll();
  }

  /** Returns how many bytes were held back. */
  synchronized long heldBack() {
    return heldBack;
  }

  /** Cuts all connections. */
  void cut() {
    for (Socket each : sockets) {
      try {
        each.close();
      } catch (IOException e) {
        // it is closed
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    stall(false, false);
  }
}
