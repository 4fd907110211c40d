package dev.reeve.supervisor.results;

import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-spill}, which moves finished results to a {@link SpillFile}. Thread and
 * file are made when the first result is offered. A result that cannot be moved stays in the heap;
 * the first time that is told.
 */
public final class ResultSpill implements AutoCloseable {
  /** Ends the thread. */
  private static final Spillable END = file -> {};

  private final List<Path> folders;
  private final Consumer<String> onTrouble;
  private final LinkedBlockingQueue<Spillable> offered = new LinkedBlockingQueue<>();
  private @Nullable Thread thread; // guarded by this, as is the next
  private boolean closed;
  private @Nullable SpillFile file; // the rest is used by the thread only
  private boolean troubleTold;

  /**
   * @param folders in the order in which they are tried
   * @param onTrouble told at most once, on the thread, with a sentence for people
   */
  public ResultSpill(List<Path> folders, Consumer<String> onTrouble) {
    this.folders = List.copyOf(folders);
    this.onTrouble = onTrouble;
  }

  /** Has a result moved. Never blocks and never throws; any thread. */
  public void offer(Spillable result) {
    try {
      offered.add(result);
      start();
    } catch (OutOfMemoryError e) {
      return; // without a thread, or memory for one, the result stays where it is
    }
  }

  private synchronized void start() {
    if (thread == null && !closed) {
      Thread made = new Thread(this::run, "reeve-spill");
      made.setDaemon(true);
      made.start();
      thread = made;
    }
  }

  private void run() {
    try {
      for (Spillable next = offered.take(); next != END; next = offered.take()) {
        spill(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no code interrupts this thread
    } finally {
      closeFile();
    }
  }

  private void spill(Spillable result) {
    try {
      result.spillTo(open());
    } catch (IOException e) {
      trouble(IoReasons.of(e));
    } catch (RuntimeException | Error e) {
      trouble(String.valueOf(e));
    }
  }

  private SpillFile open() throws IOException {
    SpillFile known = file;
    if (known != null) {
      return known;
    }
    SpillFile made = create();
    file = made;
    return made;
  }

  private SpillFile create() throws IOException {
    IOException failure = new IOException("there is no folder for them");
    for (Path folder : folders) {
      try {
        return SpillFile.create(folder);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private void trouble(String reason) {
    if (!troubleTold) {
      troubleTold = true;
      onTrouble.accept(
          "results that wait to be written stay in memory, and workers wait for them: "
              + "they cannot be moved to a file in "
              + folders
              + ": "
              + reason);
    }
  }

  private void closeFile() {
    SpillFile known = file;
    try {
      if (known != null) {
        known.close();
      }
    } catch (IOException e) {
      return; // nothing of it is needed any more
    }
  }

  /** Ends the thread and gives the file up. All results must have been written, or given up. */
  @Override
  public synchronized void close() {
    closed = true;
    offered.add(END);
  }
}
