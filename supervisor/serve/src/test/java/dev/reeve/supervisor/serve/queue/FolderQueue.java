package dev.reeve.supervisor.serve.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.RecordParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens queues in folders, and looks into these. */
final class FolderQueue {
  static final QueueBounds BOUNDS = new QueueBounds(1_000, 1 << 20, 1_000, Duration.ofDays(36500));
  static final SegmentLimits SMALL = new SegmentLimits(4, 1 << 20, 1 << 20);

  private FolderQueue() {}

  static TaskQueue open(Path folder) throws IOException {
    return open(folder, BOUNDS, SegmentLimits.DEFAULT);
  }

  static TaskQueue open(Path folder, QueueBounds bounds, SegmentLimits limits) throws IOException {
    return open(folder, bounds, limits, CurrentSegment.SegmentFiles.OF_DISK);
  }

  static TaskQueue open(
      Path folder, QueueBounds bounds, SegmentLimits limits, CurrentSegment.SegmentFiles files)
      throws IOException {
    return TaskQueue.open(
        folder,
        bounds,
        InstantSource.system(),
        new FolderStore.Settings(files, limits, bounds.maxBytes()));
  }

  /**
   * Copies what a killed server leaves. If segments come or go meanwhile, it copies once more: what
   * moves from one to another would be in neither.
   */
  static Path copy(Path folder, Path to) throws IOException {
    Files.createDirectory(to);
    List<String> before;
    do {
      before = files(folder);
      for (String old : files(to)) {
        Files.delete(to.resolve(old));
      }
      copyFiles(folder, to);
    } while (!files(folder).equals(before));
    return to;
  }

  private static void copyFiles(Path folder, Path to) throws IOException {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(names::add);
    }
    Collections.sort(names); // results before tasks: nothing is recorded that is not there
    for (Path file : names) {
      try {
        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
      } catch (NoSuchFileException e) {
        // it has just been deleted
      }
    }
  }

  /** Returns the names of the files but the lock, in their order. */
  static List<String> files(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jsonl")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    Collections.sort(names);
    return names;
  }

  /** Returns all records in the folder. */
  static List<TaskResult> records(Path folder) throws IOException {
    List<TaskResult> records = new ArrayList<>();
    for (String name : files(folder)) {
      if (name.startsWith("results")) {
        for (String line : Files.readAllLines(folder.resolve(name))) {
          records.add(RecordParser.parse(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8))));
        }
      }
    }
    return records;
  }

  /** Runs all that waits to its end. */
  static void runAll(TaskQueue queue) throws Exception {
    while (queue.counts().waiting() > 0) {
      QueueRun.succeed(queue, QueueRun.next(queue));
    }
  }

  static Set<String> ids(TaskQueue queue, TaskState state) {
    return queue.list(state, null, 100_000).tasks().stream()
        .map(QueuedTask::id)
        .collect(Collectors.toSet());
  }

  /** Requires one record for each of these tasks, and no other. */
  static void requireOneRecord(Path folder, Set<String> ids, Object moment) throws IOException {
    assertThat(FolderQueue.records(folder).stream().map(TaskResult::id))
        .as("%s", moment)
        .containsExactlyInAnyOrderElementsOf(ids);
  }
}
