package dev.reeve.supervisor;

import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.SharedProxies;
import dev.reeve.shared.memory.AbandonedFolders;
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

/** A supervisor's part in shared objects; costs next to nothing until there are any. Any thread. */
final class ProgramSharedObjects {
  private final EventLoop loop;
  private final SupervisorLog log;
  private @Nullable SharedObjects objects; // guarded by this, as is the next
  private @Nullable MemoryFolder memory;

  ProgramSharedObjects(EventLoop loop, SupervisorLog log) {
    this.loop = loop;
    this.log = log;
    loop.use(new Memory());
    AbandonedFolders.removeAll();
  }

  /** What the loop asks for. */
  private final class Memory implements SharedMemory {
    @Override
    public String folder() {
      return memoryFolder();
    }

    @Override
    public @Nullable QueueMemory queue(String path, long capacity) {
      return made(path, file -> new MappedQueueMemory(MappedQueue.create(file, capacity)));
    }

    @Override
    public @Nullable CounterMemory counter(String path, long number) {
      return made(path, file -> new MappedCounterMemory(MappedCounter.create(file, number)));
    }

    /** Of a disk nobody knows when it waits; what is in memory is mapped at once. */
    private <M> @Nullable M made(String path, Making<M> making) {
      if (!MemoryFolder.isInMemory()) {
        return null;
      }
      try {
        return making.make(Path.of(path));
      } catch (IOException | OutOfMemoryError e) {
        log.log(Level.DEBUG, path + " can't be made, which costs time and nothing else: " + e);
        return null;
      }
    }
  }

  /** Makes a file and maps it. */
  private interface Making<M> {
    M make(Path path) throws IOException;
  }

  private synchronized String memoryFolder() {
    MemoryFolder folder = MemoryFolder.ofThisProcess();
    memory = folder;
    return folder.path().toString();
  }

  synchronized SharedObjects objects() {
    SharedObjects made = objects;
    if (made == null) {
      made = new SharedProxies(new ProgramSharedPort(loop.shared()));
      objects = made;
    }
    return made;
  }

  /** Removes shared memory, when no worker is left that could make some. */
  synchronized void close() {
    try {
      if (memory != null) {
        memory.delete();
      }
    } catch (IOException e) {
      log.log(Level.WARNING, "shared memory is left in " + memory.path() + ": " + e.getMessage());
    }
  }
}
