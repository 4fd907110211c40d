package dev.reeve.supervisor;

import dev.reeve.os.AbandonedFolders;
import dev.reeve.os.ProcessFolder;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.SharedProxies;
import dev.reeve.shared.memory.MappedCounter;
import dev.reeve.shared.memory.MappedQueue;
import dev.reeve.shared.memory.MemoryFolder;
import dev.reeve.shared.server.CounterMemory;
import dev.reeve.shared.server.MappedCounterMemory;
import dev.reeve.shared.server.MappedQueueMemory;
import dev.reeve.shared.server.QueueMemory;
import dev.reeve.shared.server.SharedMemory;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedding program's access to shared objects, created at its first use. Thread-safe. */
final class ProgramSharedObjects {
  private final EventLoop loop;
  private final SupervisorLog log;
  private @Nullable SharedObjects objects; // guarded by this, as is the next
  private @Nullable ProcessFolder memory;

  ProgramSharedObjects(EventLoop loop, SupervisorLog log) {
    this.loop = loop;
    this.log = log;
    loop.use(new Memory());
    AbandonedFolders.removeLater(MemoryFolder.base(), MemoryFolder.PREFIX);
  }

  /** The memory that the loop creates for shared objects. */
  private final class Memory implements SharedMemory {
    @Override
    public String folder() {
      return memoryFolder();
    }

    @Override
    public @Nullable QueueMemory queue(String path, long capacity) {
      return createOrNull(path, file -> new MappedQueueMemory(MappedQueue.create(file, capacity)));
    }

    @Override
    public @Nullable CounterMemory counter(String path, long number) {
      return createOrNull(
          path, file -> new MappedCounterMemory(MappedCounter.create(file, number)));
    }

    /** Maps only in-memory files: disk access may block the loop. */
    private <M> @Nullable M createOrNull(String path, MappedFileFactory<M> factory) {
      if (!MemoryFolder.isInMemory()) {
        return null;
      }
      try {
        return factory.create(Path.of(path));
      } catch (IOException | OutOfMemoryError e) {
        log.log(
            Level.DEBUG,
            path + " cannot be created, so calls are used instead, which are slower: " + e);
        return null;
      }
    }
  }

  /** A method that creates a file and maps it. */
  private interface MappedFileFactory<M> {
    M create(Path path) throws IOException;
  }

  private synchronized String memoryFolder() {
    ProcessFolder folder = MemoryFolder.ofThisProcess();
    memory = folder;
    return folder.path().toString();
  }

  synchronized SharedObjects objects() {
    SharedObjects created = objects;
    if (created == null) {
      created = new SharedProxies(new ProgramSharedPort(loop.shared()));
      objects = created;
    }
    return created;
  }

  /** Removes the shared memory. Must be called when no worker is left that could create some. */
  synchronized void close() {
    try {
      if (memory != null) {
        memory.delete();
        memory = null;
      }
    } catch (IOException e) {
      log.log(
          Level.WARNING,
          "cannot remove the shared memory in %s: %s; a supervisor that starts later tries again"
              .formatted(memory.path(), e));
    }
  }
}
