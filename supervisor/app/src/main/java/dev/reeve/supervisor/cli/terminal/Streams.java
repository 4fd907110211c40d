package dev.reeve.supervisor.cli.terminal;

import dev.reeve.os.DescriptorInput;
import dev.reeve.os.DescriptorOutput;
import dev.reeve.text.Printable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams, unbuffered, and what they are connected to. The streams of {@link
 * System} are not used, because they hide errors and buffer.
 */
public record Streams(
    InputStream in, OutputStream out, OutputStream err, TerminalInfo terminalInfo) {

  /** Returns the streams of this process. */
  public static Streams ofThisProcess() {
    return new Streams(
        TerminalInfo.isInputClosed() ? closed() : new DescriptorInput(FileDescriptor.in),
        TerminalInfo.isOutputClosed()
            ? new ClosedOutput()
            : new DescriptorOutput(FileDescriptor.out),
        new DescriptorOutput(FileDescriptor.err),
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

  /** Returns whether {@link #in} is a terminal, at which nobody may be ready to type. */
  public boolean isInTerminal() {
    return in instanceof DescriptorInput && TerminalInfo.isInputTerminal();
  }

  /** Returns whether this process was started without standard output. */
  public boolean isOutClosed() {
    return out instanceof ClosedOutput;
  }

  /** A standard output that was closed before the start; what has its descriptor now is not it. */
  private static final class ClosedOutput extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("it is closed");
    }
  }

  /** Writes a message for people to standard error, with a prefix on each line. */
  public void say(String message) {
    PrintWriter writer = new PrintWriter(err, false, StandardCharsets.UTF_8);
    message.lines().forEach(line -> writer.println("reeve: " + Printable.onOneLine(line)));
    writer.flush();
  }
}
