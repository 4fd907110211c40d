package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.nio.file.Path;
import java.util.List;

/** All calls of the interface. */
final class Routes {
  private Routes() {}

  static List<Route> all() {
    HttpSetup setup = ServerOfTest.setup(new ListenAddress.Unix(Path.of("/none/s")));
    return HttpInterface.routes(setup, TaskQueue.inMemory(QueueBounds.DEFAULT));
  }
}
