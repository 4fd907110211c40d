import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes connections on to a port of this machine. It can cut all of them, and hold back what is
 * sent in one direction, as a broken network does.
 */
final class StallingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean stallsRequests;
  private boolean stallsAnswers;

  StallingProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
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
        cut(); // the server is away, and so are all its connections
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
        awaitFlow(requests);
        out.write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      // cut
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized void awaitFlow(boolean requests) throws InterruptedException {
    while (requests ? stallsRequests : stallsAnswers) {
      wait();
    }
  }

  /** Holds back what is sent; also what it holds back already is passed on when this ends. */
  synchronized void stall(boolean requests, boolean answers) {
    stallsRequests = requests;
    stallsAnswers = answers;
    notifyAll();
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
  public void close() throws IOException {
    server.close();
    cut();
    stall(false, false);
  }
}
