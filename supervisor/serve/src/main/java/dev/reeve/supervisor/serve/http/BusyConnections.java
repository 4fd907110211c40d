package dev.reeve.supervisor.serve.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Knows the connections on which a request is being answered. Thread-safe. */
final class BusyConnections extends Handler.Wrapper {
  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

  BusyConnections(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    busy.add(endPoint);
    Request.addCompletionListener(request, failure -> busy.remove(endPoint));
    return super.handle(request, response, callback);
  }

  boolean contains(EndPoint endPoint) {
    return busy.contains(endPoint);
  }
}
