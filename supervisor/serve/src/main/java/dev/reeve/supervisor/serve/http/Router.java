package dev.reeve.supervisor.serve.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands each request to the call for its method and path, if the {@link Gate} lets it pass. */
final class Router extends Handler.Abstract {
  private final Gate gate;
  private final List<Route> routes;

  Router(Gate gate, List<Route> routes) {
    this.gate = gate;
    this.routes = List.copyOf(routes);
  }

  /** Returns all calls. */
  List<Route> routes() {
    return routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      gate.check(exchange);
      Route route = find(exchange);
      gate.check(exchange, route);
      route.call().answer(exchange);
    } catch (ProblemException | RuntimeException e) {
      exchange.fail(e);
    }
    return true;
  }

  private Route find(Exchange exchange) throws ProblemException {
    String path = exchange.path();
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Set<String> others = new TreeSet<>();
    for (Route route : routes) {
      String variable = route.path().match(path);
      if (variable != null) {
        if (route.method().equals(method)) {
          exchange.setVariable(PathTemplate.decode(variable));
          return route;
        }
        others.add(route.method());
      }
    }
    throw new ProblemException(others.isEmpty() ? unknown(path) : wrongMethod(exchange, others));
  }

  private Problem unknown(String path) {
    List<String> known = new ArrayList<>();
    for (Route route : routes) {
      if (route.path().toString().startsWith("/v1/")) {
        known.add(route.method() + " " + route.path());
      }
    }
    String hint = path.startsWith("/v1") ? String.join(", ", known) : "GET /openapi.json";
    return Problem.of(
        404, "unknown-call", "There is no such call", path + " is unknown; there are: " + hint);
  }

  private static Problem wrongMethod(Exchange exchange, Set<String> others) {
    String allowed = String.join(", ", others);
    return Problem.of(
            405,
            "wrong-method",
            "The call has another method",
            exchange.method() + " is not possible here, but: " + allowed)
        .header("Allow", allowed);
  }
}
