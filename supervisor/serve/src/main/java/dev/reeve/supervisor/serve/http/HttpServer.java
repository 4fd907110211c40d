package dev.reeve.supervisor.serve.http;

import dev.reeve.os.OpenFileLimit;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Jetty at one address, set up for a server that any client may try to hold up. */
final class HttpServer implements AutoCloseable {
  private static final int MOST_THREADS = 32;
  private static final int LEAST_THREADS = 4;

  /** Bytes of a request before its body. */
  static final int MOST_HEADER_BYTES = 16 << 10;

  /** Connections that were made and not accepted; one more waits for a second, or is refused. */
  private static final int MOST_PENDING = 1_024;

  /** Time that answers which are on their way have at the end. */
  private static final long STOP_MILLIS = 2_000;

  /** Kept, because a logger that nobody holds loses its level. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  /** Loggers that would let any client fill the log with requests that are none. */
  private static final List<Logger> REQUESTS =
      List.of(
          Logger.getLogger("org.eclipse.jetty.http"),
          Logger.getLogger("org.eclipse.jetty.util.HostPort"));

  private final ListenAddress address;
  private final HttpLimits limits;
  private final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
  private final Scheduler scheduler = new ScheduledExecutorScheduler("reeve-http-timer", true);
  private final Server server;
  private @Nullable ServerSocketFile socket;
  private @Nullable AbstractConnector connector;
  private @Nullable SlowHeaders slowHeaders;

  HttpServer(ListenAddress address, HttpLimits limits) {
    JETTY.setLevel(Level.WARNING);
    REQUESTS.forEach(each -> each.setLevel(Level.OFF));
    this.address = address;
    this.limits = limits;
    threads.setName("reeve-http");
    threads.setDaemon(true);
    server = new Server(threads, scheduler, null);
    server.setErrorHandler(new HttpFailures());
    server.setStopTimeout(0);
  }

  /** Returns the threads that answer requests. */
  Executor threads() {
    return threads;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /**
   * Listens.
   *
   * @return the address, with the port that was found if any was wanted
   * @throws IOException with a message for people, if the address cannot be used
   */
  ListenAddress start(Handler handler) throws IOException {
    AbstractConnector made = connector();
    connector = made;
    made.setIdleTimeout(limits.times().idle().toMillis());
    server.addConnector(made);
    server.addBean(new NetworkConnectionLimit(mostConnections(), server));
    BusyConnections busy = new BusyConnections(handler);
    server.setHandler(new GracefulHandler(busy)); // waits for answers at the end
    try {
      server.start();
      if (socket != null) {
        socket.publish();
      }
    } catch (Exception e) {
      close();
      throw e instanceof IOException cause
          ? new IOException("cannot listen at " + address + ": " + reason(cause), e)
          : new IOException("cannot listen at " + address + ": " + e, e);
    }
    SlowHeaders watch = new SlowHeaders(made, busy, scheduler, limits.times().header().toNanos());
    slowHeaders = watch;
    watch.start();
    return found(made);
  }

  private int mostConnections() {
    return limits.connectionsWith(OpenFileLimit.ofThisProcess());
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause();
    return cause instanceof IOException inner ? IoReasons.of(inner) : IoReasons.of(e);
  }

  private AbstractConnector connector() throws IOException {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    if (address instanceof ListenAddress.Tcp tcp) {
      ServerConnector made = new TcpConnector(server, http);
      InetAddress host = tcp.socketAddress().getAddress();
      if (host == null) {
        throw new IOException("cannot listen at " + address + ": the name is unknown");
      }
      made.setHost(host.getHostAddress());
      made.setPort(tcp.port());
      made.setAcceptQueueSize(MOST_PENDING);
      return made;
    }
    ServerSocketFile file = ServerSocketFile.prepare(((ListenAddress.Unix) address).path());
    socket = file;
    UnixDomainServerConnector made = new UnixDomainServerConnector(server, 1, -1, http);
    made.setUnixDomainPath(file.hidden());
    made.setAcceptQueueSize(MOST_PENDING);
    return made;
  }

  /** Has the system find out that a peer is gone which has not said so. */
  private static final class TcpConnector extends ServerConnector {
    TcpConnector(Server server, HttpConnectionFactory http) {
      super(server, 1, -1, http);
    }

    @Override
    protected void configure(Socket peer) {
      super.configure(peer);
      try {
        peer.setKeepAlive(true);
      } catch (SocketException e) {
        // it is gone already
      }
    }
  }

  private HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setHttpCompliance(HttpCompliance.RFC9110);
    // ids may hold any character; no path of a request becomes one of a file
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "reeve",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    return http;
  }

  private ListenAddress found(AbstractConnector made) {
    if (address instanceof ListenAddress.Tcp tcp && made instanceof ServerConnector network) {
      return new ListenAddress.Tcp(tcp.host(), network.getLocalPort());
    }
    return socket == null ? address : new ListenAddress.Unix(socket.path());
  }

  /** Returns the number of open connections. */
  int connections() {
    AbstractConnector made = connector;
    return made == null ? 0 : made.getConnectedEndPoints().size();
  }

  /** Stops listening; answers that are on their way are still sent. */
  @Override
  public void close() {
    if (slowHeaders != null) {
      slowHeaders.stop();
    }
    try {
      server.setStopTimeout(STOP_MILLIS);
      server.stop();
    } catch (Exception e) {
      // its threads are daemons
    }
    if (socket != null) {
      socket.remove();
    }
  }
}
