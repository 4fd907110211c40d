package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.shared.memory.MappedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue in a mapped file, as the supervisor uses it. */
public final class MappedQueueMemory implements QueueMemory {
  private final MappedQueue queue;

  public MappedQueueMemory(MappedQueue queue) {
    this.queue = queue;
  }

  @Override
  public String path() {
    return queue.path().toString();
  }

  @Override
  public int seats() {
    return MappedQueue.SEATS - 1;
  }

  @Override
  public boolean tryLock() {
    return queue.tryLock(MappedQueue.FIRST_SEAT);
  }

  @Override
  public void unlock() {
    queue.unlock();
  }

  @Override
  public void admit(boolean putting, boolean taking) {
    queue.admit(putting, taking);
  }

  @Override
  public boolean append(Json item) {
    return queue.append(List.of(item.utf8())) == 1;
  }

  /** Parses the item, as a worker wrote it: invalid JSON must not get into a message. */
  @Override
  public @Nullable Json first() {
    List<byte[]> items = queue.first(1);
    if (items.isEmpty()) {
      return null;
    }
    byte[] item = items.get(0);
    return Json.parse(item, 0, item.length);
  }

  @Override
  public void removeFirst() {
    queue.remove(MappedQueue.FIRST_SEAT, 1);
  }

  @Override
  public int size() {
    return queue.size();
  }

  @Override
  public long put() {
    return queue.put();
  }

  @Override
  public long takenFrom(int seat) {
    return queue.takenFrom(seat);
  }

  @Override
  public long abandon(int seat) {
    return queue.abandon(seat);
  }

  @Override
  public void end() {
    queue.end();
    try {
      Files.deleteIfExists(queue.path());
    } catch (IOException e) {
      // the supervisor deletes the folder at its end
    }
  }
}
