package dev.reeve.supervisor.cli.terminal;

import dev.reeve.text.Printable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams, unbuffered, and what they are connected to. Not those of {@link
 * System}, which hide errors and keep a buffer of their own.
 */
public record Streams(
    InputStream in, OutputStream out, OutputStream err, TerminalInfo surroundings) {

  public static Streams ofThisProcess() {
    return new Streams(
        TerminalInfo.isInputClosed() ? closed() : new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        TerminalInfo.ofThisProcess());
  }

  private static InputStream closed() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("is closed");
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        return read();
      }
    };
  }

  /** Says a message for people on standard error, each of its lines marked as ours. */
  public void say(String message) {
    PrintWriter writer = new PrintWriter(err, false, StandardCharsets.UTF_8);
    message.lines().forEach(line -> writer.println("reeve: " + Printable.onOneLine(line)));
    writer.flush();
  }
}
