package dev.reeve.supervisor.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer of connections: each one goes to the next server in turn that takes it. Closing
 * it cuts all connections, as its death does.
 */
final class Balancer implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;

  private final ServerSocket server = new ServerSocket();
  private final List<Integer> ports;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Listens.
   *
   * @param port its own; 0 for any
   * @param ports of the servers
   */
  Balancer(int port, List<Integer> ports) throws IOException {
    this.ports = ports;
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    begin(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "balancer");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        begin(() -> serve(client));
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  private void serve(Socket client) {
    for (int i = 0; i < ports.size(); i++) {
      Socket chosen = new Socket();
      try {
        int port = ports.get(Math.floorMod(next.getAndIncrement(), ports.size()));
        chosen.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        sockets.add(chosen);
        begin(() -> pass(chosen, client));
        pass(client, chosen);
        return;
      } catch (IOException e) {
        closeQuietly(chosen); // the next one may take it
      }
    }
    closeQuietly(client);
  }

  private void pass(Socket from, Socket to) {
    try {
      long unused = from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // cut
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private void closeQuietly(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(this::closeQuietly);
  }
}
