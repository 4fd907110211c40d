package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A broken network before servers: it passes each connection on to the next server in turn that
 * takes it, holds back what is sent in one direction, cuts connections, and counts what it holds
 * back.
 */
public final class FlowProxy implements AutoCloseable {
  private final ServerSocket server;
  private final List<Integer> targets;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private int next; // used by the accepting thread only
  private boolean stallsRequests;
  private boolean stallsAnswers;
  private long heldBack;
  private String marker;

  FlowProxy(int target) {
    this(0, List.of(target));
  }

  /**
   * Listens.
   *
   * @param port its own; 0 for any
   * @param targets ports of the servers
   */
  public FlowProxy(int port, List<Integer> targets) {
    this.targets = targets;
    try {
      this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  BrokerAddress address() {
    return BrokerAddress.of("redis://127.0.0.1:" + port());
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
        Socket target = connect();
        sockets.add(target);
        start(() -> pass(client, target, true));
        start(() -> pass(target, client, false));
      } catch (IOException e) {
        cut(); // all servers are away, and so are their connections
      }
    }
  }

  private Socket connect() throws IOException {
    IOException refused = new IOException("there is no server");
    for (int i = 0; i < targets.size(); i++) {
      int port = targets.get(next++ % targets.size());
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        refused = e; // the next one may take it
      }
    }
    throw refused;
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
