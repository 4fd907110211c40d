package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.Json;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A JSON object in a file of a segment.
 *
 * @param segment that has the file
 * @param offset of its first byte, in whose place an opening brace is returned
 * @param length in bytes
 */
record SegmentText(Segment segment, boolean isRecord, long offset, int length)
    implements StoredJson {

  /**
   * Opens the file for each call: a channel that is kept open would be closed when a thread that
   * reads it is interrupted.
   */
  @Override
  public Json read() throws IOException {
    Path file = isRecord ? segment.resultsPath() : segment.tasksPath();
    byte[] bytes = new byte[length];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(offset);
      in.readFully(bytes);
    } catch (FileNotFoundException e) {
      throw new IOException("the task is forgotten, or its file was removed: " + file, e);
    } catch (EOFException e) {
      throw new IOException(file + " was cut off by another process", e);
    }
    bytes[0] = '{';
    return Json.ofTrusted(bytes);
  }

  /** Returns about the bytes of the line with a task, rather fewer. */
  long leastLineBytes() {
    return (long) length + TaskLine.LEAST_START_BYTES;
  }

  @Override
  public long heldBytes() {
    return 0;
  }
}
