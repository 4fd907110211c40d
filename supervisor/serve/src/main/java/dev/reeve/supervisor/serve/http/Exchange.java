package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, which is given once; a second one is ignored. What is read belongs to
 * one thread at a time; an answer may come from any thread.
 */
final class Exchange {
  /** For answers that are no page: nothing in them is run or shown in a frame. */
  static final String NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final AtomicBoolean answered = new AtomicBoolean();
  private String variable = "";
  private Caller caller = Caller.UNKNOWN;
  private @Nullable Fields query;

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  Request request() {
    return request;
  }

  String method() {
    return request.getMethod();
  }

  /** Returns the path as the client has written it, with percent signs. */
  String path() {
    String path = request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  /** Returns the value of the path's variable; empty if it has none. */
  String variable() {
    return variable;
  }

  void setVariable(String value) {
    variable = value;
  }

  Caller caller() {
    return caller;
  }

  void setCaller(Caller known) {
    caller = known;
  }

  /** Returns the value of a header; null if it is missing. */
  @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /** Returns the media type of the body in small letters, without parameters; null for none. */
  @Nullable String mediaType() {
    String type = header("Content-Type");
    if (type == null) {
      return null;
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** Returns whether the request announces a body. */
  boolean hasBody() {
    long length = request.getLength();
    return length > 0 || (length < 0 && header("Transfer-Encoding") != null);
  }

  /** Returns a parameter of the query; null if it is missing. */
  @Nullable String query(String name) throws ProblemException {
    Fields fields = query;
    if (fields == null) {
      try {
        fields = Request.extractQueryParameters(request, UTF_8);
      } catch (RuntimeException e) {
        throw new ProblemException(
            Problem.badRequest(
                "the query is not understood; write it in UTF-8, with percent signs as %25"));
      }
      query = fields;
    }
    return fields.getValue(name);
  }

  /** Returns the headers of the answer, which may be changed before it is given. */
  HttpFields.Mutable headers() {
    return response.getHeaders();
  }

  /** Keeps the connection however long the answer takes. */
  void mayTakeLong() {
    request.addIdleTimeoutListener(idle -> false);
  }

  /** Answers with a JSON value. */
  void send(int status, Json json) {
    byte[] line = new byte[json.length() + 1];
    System.arraycopy(json.utf8(), 0, line, 0, json.length());
    line[json.length()] = '\n';
    send(status, Route.JSON, line);
  }

  /** Answers without a body. */
  void send(int status) {
    send(status, null, new byte[0]);
  }

  /** Answers with a body. */
  void send(int status, @Nullable String mediaType, byte[] body) {
    if (answered.compareAndSet(false, true)) {
      begin(status, mediaType);
      headers().put("Content-Length", body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }

  /** Answers that the call was not carried out. */
  void send(Problem problem) {
    if (!answered.get()) {
      if (hasBody() && !request.consumeAvailable()) {
        headers().put("Connection", "close"); // what is left of the body is not worth reading
      }
      problem.headers().forEach((name, value) -> headers().put(name, value));
      Json json = problem.toJson(path());
      send(problem.status(), Problem.MEDIA_TYPE, (json + "\n").getBytes(UTF_8));
    }
  }

  /** Answers that the call has failed, for whatever reason. */
  void fail(Throwable cause) {
    if (cause instanceof CompletionException && cause.getCause() != null) {
      fail(cause.getCause());
    } else {
      send(cause instanceof ProblemException known ? known.problem() : Problem.internal(cause));
    }
  }

  private void begin(int status, @Nullable String mediaType) {
    response.setStatus(status);
    HttpFields.Mutable headers = headers();
    putIfMissing(headers, "Cache-Control", "no-store");
    putIfMissing(headers, "Content-Security-Policy", NO_CONTENT_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    if (mediaType != null) {
      headers.put("Content-Type", mediaType);
    }
  }

  /** A second value would be a second policy, and both would hold. */
  private static void putIfMissing(HttpFields.Mutable headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.put(name, value);
    }
  }

  /**
   * Begins an answer whose parts come one by one.
   *
   * @return the way to send them; null if there is an answer already, or only its head is wanted
   */
  @Nullable Stream stream(String mediaType) {
    if (!answered.compareAndSet(false, true)) {
      return null;
    }
    begin(200, mediaType);
    if (method().equals("HEAD")) {
      response.write(true, ByteBuffer.allocate(0), callback);
      return null;
    }
    mayTakeLong();
    return new Stream(response, callback);
  }

  /**
   * The parts of a long answer. One part at a time: the next may be sent when the one before has
   * been taken.
   */
  static final class Stream {
    private final Response response;
    private final Callback callback;

    Stream(Response response, Callback callback) {
      this.response = response;
      this.callback = callback;
    }

    /** Sends a part; calls {@code taken} when the next may follow. */
    void send(ByteBuffer part, Runnable taken, Runnable gone) {
      response.write(
          false,
          part,
          Callback.from(
              taken,
              failure -> {
                gone.run();
                callback.failed(failure);
              }));
    }

    /** Sends the last part. */
    void end(ByteBuffer part) {
      response.write(true, part, callback);
    }
  }
}
