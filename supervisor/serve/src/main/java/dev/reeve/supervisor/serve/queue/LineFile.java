package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.results.AppendedFile;
import dev.reeve.supervisor.results.TornLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of the queue's folder that lines are appended to. One thread at a time. */
interface LineFile extends Closeable {

  /** Returns its size in bytes. */
  long size();

  /** Appends whole lines. */
  void append(ByteBuffer lines) throws IOException;

  /** Makes what was appended survive a crash of the machine. */
  void sync() throws IOException;

  /** Cuts off what was appended behind an earlier size. */
  void cutBack(long earlierSize) throws IOException;

  /** Opens such files; tests let them fail. */
  interface Opener {

    /** Opens or creates a file. A torn last line is cut off. */
    LineFile open(Path path) throws IOException;
  }

  /** Opens or creates a file of tasks. */
  static LineFile tasks(Path path) throws IOException {
    return new Appended(AppendedFile.open(path, file -> TaskLine.cutTorn(file)));
  }

  /** Opens or creates a file of records. */
  static LineFile results(Path path) throws IOException {
    return new Appended(
        AppendedFile.open(
            path,
            file -> {
              long unused = TornLine.cut(file);
            }));
  }

  /** A file of a disk. */
  record Appended(AppendedFile file) implements LineFile {
    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void append(ByteBuffer lines) throws IOException {
      file.append(lines);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void cutBack(long earlierSize) throws IOException {
      file.cutBack(earlierSize);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
