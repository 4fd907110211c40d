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
            message == null ? "the request cannot be served as it is" : String.valueOf(message));
    byte[] body = (problem.toJson(null) + "\n").getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
