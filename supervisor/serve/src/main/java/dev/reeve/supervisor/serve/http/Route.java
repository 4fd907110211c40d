package dev.reeve.supervisor.serve.http;

import java.util.Set;

/**
 * One call of the interface.
 *
 * @param method of HTTP
 * @param path template such as {@code /v1/tasks/{id}}
 * @param access the right that it needs
 * @param bodies media types that its body may have; none if it takes no body
 * @param call what is done
 */
record Route(String method, PathTemplate path, Access access, Set<String> bodies, Call call) {
  /** Stands for any media type but those of forms. */
  static final String ANY = "*/*";

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String FORM = "application/x-www-form-urlencoded";
  static final String MULTIPART = "multipart/form-data";

  Route {
    bodies = Set.copyOf(bodies);
  }

  /** The work of a call. */
  interface Call {
    /** Answers the request, now or later. */
    void answer(Exchange exchange) throws ProblemException;
  }

  static Route get(String path, Access access, Call call) {
    return new Route("GET", new PathTemplate(path), access, Set.of(), call);
  }

  static Route post(String path, Set<String> bodies, Call call) {
    return new Route("POST", new PathTemplate(path), Access.WRITE, bodies, call);
  }

  /** A form of a browser that has shown no right yet. */
  static Route signIn(String path, Call call) {
    return new Route("POST", new PathTemplate(path), Access.OPEN, Set.of(FORM), call);
  }

  static Route put(String path, Call call) {
    return new Route("PUT", new PathTemplate(path), Access.WRITE, Set.of(JSON), call);
  }

  static Route delete(String path, Call call) {
    return new Route("DELETE", new PathTemplate(path), Access.WRITE, Set.of(), call);
  }
}
