package dev.reeve.supervisor.redis;

import dev.reeve.text.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Tells one server how tasks have ended, many at a time. While the server is away it keeps what it
 * has to tell; the number of tasks that are held bounds that. Thread-safe.
 */
final class EndSender {
  private static final int MOST_AT_ONCE = 500;

  private final WorkCalls calls;
  private final TakenTasks tasks;
  private final Consumer<String> messages;
  private final Deque<TaskEnd> ends = new ArrayDeque<>();

  EndSender(WorkCalls calls, TakenTasks tasks, Consumer<String> messages) {
    this.calls = calls;
    this.tasks = tasks;
    this.messages = messages;
  }

  /** Adds an end, to be sent soon. */
  synchronized void add(TaskEnd end) {
    ends.add(end);
    notifyAll();
  }

  private synchronized List<TaskEnd> awaitSome() throws InterruptedException {
    while (ends.isEmpty()) {
      wait();
    }
    List<TaskEnd> some = new ArrayList<>();
    for (TaskEnd each : ends) {
      if (some.size() == MOST_AT_ONCE) {
        break;
      }
      some.add(each);
    }
    return some;
  }

  /** Sends what is there; waits for it. Is the step of a {@link ServerThread}. */
  void send() throws BrokerException, InterruptedException {
    List<TaskEnd> some = awaitSome();
    send(Script.FINISH, TaskEnd.Finished.class, some);
    send(Script.GIVE_BACK, TaskEnd.GivenBack.class, some);
    synchronized (this) {
      for (int i = 0; i < some.size(); i++) {
        ends.remove();
      }
    }
    for (TaskEnd each : some) {
      tasks.release(each.task());
    }
  }

  /**
   * Sends ends of one kind. All are sent again if the connection breaks: the server knows those
   * that it has heard before, because their tasks are held by nobody any more.
   */
  private void send(Script script, Class<? extends TaskEnd> kind, List<TaskEnd> some)
      throws BrokerException {
    List<TaskEnd> chosen = some.stream().filter(kind::isInstance).toList();
    if (chosen.isEmpty()) {
      return;
    }
    List<Object> answers = calls.end(script, chosen);
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof JedisDataException refusal) {
        refused(refusal, chosen.get(i));
      }
    }
  }

  /** Tries again what may pass; a task whose end is refused for good goes to another supervisor. */
  private void refused(JedisDataException refusal, TaskEnd end) throws BrokerException {
    BrokerException failure = calls.server().refused(refusal);
    if (RedisServer.isNoGroup(refusal)) {
      return; // the server was emptied: the task is gone
    }
    if (failure instanceof ServerAwayException) {
      throw failure;
    }
    messages.accept(
        "cannot tell how the task %s has ended; it will run again: %s"
            .formatted(Printable.escaped(end.task().id()), failure.getMessage()));
  }
}
