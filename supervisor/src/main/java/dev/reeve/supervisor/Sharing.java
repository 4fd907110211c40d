package dev.reeve.supervisor;

import dev.reeve.supervisor.SupervisorLog.Level;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.shared.CounterMemory;
import dev.reeve.supervisor.shared.QueueMemory;
import dev.reeve.supervisor.shared.SharedMemory;
import dev.reeve.worker.memory.LeftOvers;
import dev.reeve.worker.memory.MappedCounter;
import dev.reeve.worker.memory.MappedQueue;
import dev.reeve.worker.memory.MemoryFolder;
import dev.reeve.worker.proxy.SharedProxies;
import dev.reeve.worker.shared.SharedObjects;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A supervisor's part in shared objects; costs next to nothing until there are any. Any thread. */
final class Sharing {
  private final EventLoop loop;
  private final SupervisorLog log;
  private @Nullable SharedObjects objects; // guarded by this, as is the next
  private @Nullable MemoryFolder memory;

  Sharing(EventLoop loop, SupervisorLog log) {
    this.loop = loop;
    this.log = log;
    loop.use(new Memory());
    LeftOvers.sweep();
  }

  /** What the loop asks for. */
  private final class Memory implements SharedMemory {
    @Override
    public String folder() {
      return memoryFolder();
    }

    @Override
    public @Nullable QueueMemory queue(String path, long capacity) {
      return made(path, file -> new MappedQueueMemory(MappedQueue.make(file, capacity)));
    }

    @Override
    public @Nullable CounterMemory counter(String path, long number) {
      return made(path, file -> new MappedCounterMemory(MappedCounter.make(file, number)));
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
      made = new SharedProxies(new ProgramPort(loop.shared()));
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
