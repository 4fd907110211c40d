package dev.reeve.supervisor.results;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A device or a named pipe that records are written to; it is neither locked nor watched. */
final class SpecialFile implements RecordFile {
  private final FileChannel channel;

  private SpecialFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens it; a named pipe waits until a reader opens it too. */
  static SpecialFile open(Path path) throws IOException {
    return new SpecialFile(FileChannel.open(path, WRITE));
  }

  @Override
  public void append(ByteBuffer lines) throws IOException {
    while (lines.hasRemaining()) {
      channel.write(lines);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
