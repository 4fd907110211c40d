package dev.reeve.supervisor.cli;

import dev.reeve.worker.handlers.exec.OutputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The outputs of a task whose command may still be running, attempt after attempt. */
final class FollowedTask {
  private final String id;
  private final Path folder;
  private final OutputStream out;
  private final OutputStream err;

  /** Two for each attempt; another thread may add to it. */
  private final List<FollowedFile> files = new CopyOnWriteArrayList<>();

  private int attempts;
  private boolean finished;

  /**
   * @param folder of {@link OutputFiles}
   * @param tags whether each line begins with the id
   */
  FollowedTask(String id, Path folder, RawStreams streams, boolean tags) {
    this.id = id;
    this.folder = folder;
    this.out = tags ? new TaggedLines(streams.out(), id) : streams.out();
    this.err = tags ? new TaggedLines(streams.err(), id) : streams.err();
  }

  /** Goes on with a further attempt, if it is a new one. */
  void begin(int attempt) {
    while (attempts < attempt) {
      attempts++;
      OutputFiles of = OutputFiles.of(folder, id, attempts);
      files.add(new FollowedFile(of.stdout(), out));
      files.add(new FollowedFile(of.stderr(), err));
    }
  }

  /**
   * Copies what is new.
   *
   * @param lines whether only complete lines are copied
   */
  void copyNew(boolean lines, byte[] buffer) throws IOException {
    for (int i = 0; i < files.size() && !finished; i++) {
      boolean isEarlier = i < files.size() - 2;
      if (lines && !isEarlier) {
        files.get(i).copyLines(buffer);
      } else {
        files.get(i).copyAll(buffer);
      }
    }
  }

  /** Copies all that is left, as no more is written. */
  void finish(byte[] buffer) throws IOException {
    for (FollowedFile file : files) {
      file.copyAll(buffer);
    }
    finished = true;
  }
}
