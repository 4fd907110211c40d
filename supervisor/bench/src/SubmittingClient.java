import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A client that submits tasks one by one. When its connection breaks, it does not know whether its
 * task was accepted: it submits the same task again, or goes on to the next, at random.
 */
final class SubmittingClient implements Callable<Void> {
  private static final int ACCEPTED = 202;
  private static final long PAUSE_MILLIS = 50;

  private final LoadTarget target;
  private final int client;
  private final int tasks;
  private final Random random;
  private final SubmittedIds ids;

  SubmittingClient(int port, int client, int tasks, long seed, SubmittedIds ids) {
    this.target =
        new LoadTarget(port, "/v1/tasks", "Authorization: Bearer a-token-for-the-chaos-alone\r\n");
    this.client = client;
    this.tasks = tasks;
    this.random = new Random(seed);
    this.ids = ids;
  }

  @Override
  public Void call() throws InterruptedException {
    int next = 0;
    while (next < tasks) {
      try (LoadConnection connection = target.connect()) {
        next = submitAll(connection, next);
      } catch (IOException e) {
        Thread.sleep(PAUSE_MILLIS); // the server is about to start
      }
    }
    return null;
  }

  /** Returns the task to go on with. */
  private int submitAll(LoadConnection connection, int first) {
    int next = first;
    try {
      while (next < tasks) {
        submit(connection, "c" + client + "-" + next);
        next++;
      }
      return next;
    } catch (IOException e) {
      return random.nextBoolean() ? next + 1 : next;
    }
  }

  private void submit(LoadConnection connection, String id) throws IOException {
    byte[] request =
        target.request("{\"id\":\"%s\",\"handler\":\"echo\",\"payload\":1}".formatted(id));
    int status = connection.call(request);
    if (status != ACCEPTED) {
      throw new IOException("answered with " + status);
    }
    ids.add(id);
  }
}
