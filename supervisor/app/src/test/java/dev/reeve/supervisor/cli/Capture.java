package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Standard streams that a test can look into; none is a terminal. */
final class Capture {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams streams;

  Capture() {
    this.streams = new Streams(InputStream.nullInputStream(), out, err, connectedTo("pipe:[1]"));
  }

  Capture(String in) {
    InputStream bytes = new ByteArrayInputStream(in.getBytes(UTF_8));
    this.streams = new Streams(bytes, out, err, connectedTo("pipe:[1]"));
  }

  private Capture(OutputStream failing, String link) {
    this.streams = new Streams(InputStream.nullInputStream(), failing, err, connectedTo(link));
  }

  /** With a standard output, connected to that, which takes nothing. */
  static Capture thatFails(String link) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no room");
          }
        };
    return new Capture(failing, link);
  }

  private static TerminalInfo connectedTo(String link) {
    return TerminalInfo.of(Map.of(), descriptor -> link);
  }

  Streams streams() {
    return streams;
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  int run(String... args) {
    return Main.run(streams, args);
  }
}
