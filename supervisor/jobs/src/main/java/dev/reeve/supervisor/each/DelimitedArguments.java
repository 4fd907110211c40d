package dev.reeve.supervisor.each;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.IoReasons;
import dev.reeve.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The arguments in a file or stream, each ended by a delimiter; the last one needs none. */
public final class DelimitedArguments implements ArgumentSource {
  private static final int BUFFER_BYTES = 64 << 10;

  /** Longest argument, which is more than Linux passes on to a program. */
  private static final int MAX_BYTES = 16 << 20;

  private final InputStream in;
  private final String name;
  private final @Nullable Path file;
  private final char delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int limit;
  private long number;
  private volatile boolean closed;

  private DelimitedArguments(InputStream in, String name, @Nullable Path file, char delimiter) {
    this.in = in;
    this.name = name;
    this.file = file;
    this.delimiter = delimiter;
  }

  /**
   * Reads a stream.
   *
   * @param name for messages
   * @param delimiter a newline or a NUL character
   */
  public static ArgumentSource of(InputStream in, String name, char delimiter) {
    return new DelimitedArguments(in, name, null, delimiter);
  }

  /**
   * Opens a file.
   *
   * @throws IOException that names the file and the reason
   */
  public static ArgumentSource of(Path file, char delimiter) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory");
    }
    try {
      return new DelimitedArguments(Files.newInputStream(file), file.toString(), file, delimiter);
    } catch (IOException e) {
      throw new IOException(file + ": " + IoReasons.of(e), e);
    }
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public @Nullable Argument next() throws IOException {
    ByteArrayOutputStream start = null;
    while (!closed) {
      int end = endOfArgument();
      if (end < limit) {
        Argument argument = argument(start, end);
        next = end + 1;
        return argument;
      }
      if (next < limit) {
        start = start == null ? new ByteArrayOutputStream() : start;
        start.write(buffer, next, limit - next);
        requireShort(start.size());
      }
      if (!fill()) {
        return start == null ? null : argument(start, next);
      }
    }
    return null;
  }

  private int endOfArgument() {
    int end = next;
    while (end < limit && buffer[end] != delimiter) {
      end++;
    }
    return end;
  }

  private boolean fill() throws IOException {
    next = 0;
    limit = 0;
    try {
      limit = Math.max(0, in.read(buffer));
    } catch (IOException e) {
      if (!closed) {
        throw new IOException(name + ": " + IoReasons.of(e), e);
      }
    }
    return limit > 0;
  }

  private void requireShort(int length) throws IOException {
    if (length > MAX_BYTES) {
      throw new IOException(
          name + ":" + (number + 1) + ": the argument is longer than " + MAX_BYTES + " bytes");
    }
  }

  private Argument argument(@Nullable ByteArrayOutputStream start, int end) {
    number++;
    if (start == null) {
      return argument(buffer, next, end);
    }
    start.write(buffer, next, end - next);
    byte[] whole = start.toByteArray();
    return argument(whole, 0, whole.length);
  }

  private Argument argument(byte[] bytes, int from, int end) {
    String text = new String(bytes, from, end - from, UTF_8);
    if (Utf8.firstInvalid(bytes, from, end) >= 0) {
      return new Argument(text, name + ":" + number + ": is not UTF-8, so it cannot be passed on");
    }
    if (text.indexOf('\0') >= 0) {
      return new Argument(
          text.replace('\0', '\ufffd'),
          name + ":" + number + ": holds a NUL character; use -0 if NUL ends each argument");
    }
    return Argument.of(text);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }
}
