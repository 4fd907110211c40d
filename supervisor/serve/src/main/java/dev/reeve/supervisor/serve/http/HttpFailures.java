package dev.reeve.supervisor.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The answers to requests that are no proper HTTP, which no route ever sees. */
final class HttpFailures extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ERROR_STATUS) instanceof Integer known ? known : response.getStatus();
    Object message = request.getAttribute(ERROR_MESSAGE);
    String phrase = HttpStatus.getMessage(status);
    Problem problem =
        Problem.of(
            status,
            "http",
            phrase,
            message == null || message.equals(phrase) ? usual(status) : String.valueOf(message));
    byte[] body = (problem.toJson(null) + "\n").getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  /** Returns what is known about a request that was given up without a reason. */
  private static String usual(int status) {
    return switch (status) {
      case 400 -> "the request breaks the rules of HTTP, or of addresses (RFC 9110, RFC 3986)";
      case 414 -> "the address is longer than " + HttpServer.MOST_HEADER_BYTES + " bytes";
      case 431 -> "all headers have more than " + HttpServer.MOST_HEADER_BYTES + " bytes";
      case 417 -> "the only expectation that is known is 100-continue";
      case 426 -> "the server speaks HTTP/1.1";
      default -> "the request cannot be served as it is";
    };
  }
}
