package dev.reeve.supervisor.results;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file that records are appended to. One thread. */
interface RecordFile {

  /** Appends whole lines. */
  void append(ByteBuffer lines) throws IOException;

  /** Makes all that was appended survive a crash of the machine; does nothing by default. */
  default void sync() throws IOException {}

  /** Closes the file. Throws if what was appended may be gone; does nothing the second time. */
  void close() throws IOException;
}
