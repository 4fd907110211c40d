package dev.reeve.supervisor.serve.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Accepted tasks, newest first. Any thread reads, also while others change it; changes are guarded
 * by the {@link TaskTable}.
 */
final class TaskList {

  /** The keys are negative numbers, because a walk forwards is quicker than one backwards. */
  private final NavigableMap<Long, QueuedTask> newestFirst = new ConcurrentSkipListMap<>();

  private final AtomicInteger size = new AtomicInteger();

  void add(QueuedTask task) {
    newestFirst.put(-task.number(), task);
    size.incrementAndGet();
  }

  void remove(QueuedTask task) {
    if (newestFirst.remove(-task.number(), task)) {
      size.decrementAndGet();
    }
  }

  @Nullable QueuedTask get(long number) {
    return newestFirst.get(-number);
  }

  int size() {
    return size.get();
  }

  void forEach(Consumer<QueuedTask> action) {
    newestFirst.values().forEach(action);
  }

  /**
   * Returns a part of the list. A cursor is the number of the last task before that part, so it
   * stays right whatever is added, ends or is forgotten meanwhile.
   *
   * @param cursor null for the beginning
   * @param limit most tasks, from 1
   * @throws IllegalArgumentException if the cursor is none, or the limit is below 1
   */
  TaskPage page(Predicate<QueuedTask> filter, @Nullable String cursor, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
    }
    List<QueuedTask> page = new ArrayList<>();
    for (QueuedTask task : after(cursor).values()) {
      if (filter.test(task)) {
        if (page.size() == limit) {
          return new TaskPage(page, Long.toString(page.get(limit - 1).number()));
        }
        page.add(task);
      }
    }
    return new TaskPage(page, null);
  }

  private NavigableMap<Long, QueuedTask> after(@Nullable String cursor) {
    if (cursor == null) {
      return newestFirst;
    }
    try {
      return newestFirst.tailMap(-Long.parseLong(cursor), false);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the cursor must be one that an earlier part of the list has given", e);
    }
  }
}
