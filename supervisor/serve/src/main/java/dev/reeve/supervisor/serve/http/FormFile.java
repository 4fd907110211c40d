package dev.reeve.supervisor.serve.http;

import dev.reeve.os.OwnerOnlyFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** The one file of a form ({@code multipart/form-data}). */
final class FormFile {
  /** Room for the heads of parts. */
  private static final long HEAD_BYTES = 64 << 10;

  private static final int MOST_PARTS = 2;
  private static final String ANY_TYPE = "application/octet-stream";

  private final Exchange exchange;
  private final BodyFiles files;
  private final Path file;
  private final BodyFiles.Receiver receiver;
  private long reserved;

  FormFile(Exchange exchange, BodyFiles files, Path file, BodyFiles.Receiver receiver) {
    this.exchange = exchange;
    this.files = files;
    this.file = file;
    this.receiver = receiver;
  }

  void receive() throws ProblemException {
    String boundary = MultiPart.extractBoundary(exchange.header("Content-Type"));
    long length = exchange.request().getLength();
    if (boundary == null || length < 0) {
      throw new ProblemException(
          Problem.badRequest("a form must tell its boundary, and its length before it comes"));
    }
    reserved = length;
    files.reserve(length);
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setFilesDirectory(files.folder());
    parser.setMaxMemoryFileSize(0);
    parser.setMaxFileSize(files.limits().maxFile());
    parser.setMaxLength(files.limits().maxFile() + HEAD_BYTES);
    parser.setMaxParts(MOST_PARTS);
    parser.parse(
        new TimedBody(exchange.request(), files.limits().times().body()),
        new Promise.Invocable<MultiPartFormData.Parts>() {
          @Override
          public void succeeded(MultiPartFormData.Parts parts) {
            take(parts);
          }

          @Override
          public void failed(Throwable failure) {
            fail(failure);
          }
        });
  }

  private void take(MultiPartFormData.Parts parts) {
    try (parts) {
      BodyFiles.Received received = received(parts);
      files.release(reserved - received.bytes());
      reserved = 0;
      receiver.take(received);
    } catch (ProblemException | IOException | RuntimeException e) {
      fail(e);
    }
  }

  private BodyFiles.Received received(MultiPartFormData.Parts parts)
      throws ProblemException, IOException {
    MultiPart.Part only = parts.size() == 1 ? parts.get(0) : null;
    if (only == null || only.getFileName() == null) {
      throw new ProblemException(
          Problem.badRequest("a form must have one file and nothing else (curl: -F file=@NAME)"));
    }
    only.writeTo(file);
    if (OwnerOnlyFiles.areSupported(file)) {
      OwnerOnlyFiles.restrict(file);
    }
    String type = only.getHeaders().get("Content-Type");
    return new BodyFiles.Received(
        file, type == null ? ANY_TYPE : type, Files.size(file), only.getFileName());
  }

  private void fail(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimedBody.SlowException || cause instanceof TimeoutException) {
      cause = new ProblemException(RequestBody.tooSlow());
    }
    if (reserved > 0) {
      files.remove(file, reserved);
      reserved = 0;
    }
    exchange.fail(cause instanceof ProblemException ? cause : new ProblemException(broken(cause)));
  }

  private static Problem broken(@Nullable Throwable cause) {
    if (cause instanceof IOException io && !(cause instanceof EOFException)) {
      return BodyFiles.cannotKeep(io);
    }
    return Problem.badRequest(
        "the form is not understood: " + (cause == null ? "" : cause.getMessage()));
  }
}
