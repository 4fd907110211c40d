package dev.reeve.worker.handlers.exec;

import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.FakeTaskContext;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import dev.reeve.worker.handlers.exec.ExecHandler.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** Short forms of requests for tests. */
final class Commands {
  private Commands() {}

  static Request command(String... arguments) {
    return new Request(List.of(arguments), null, Map.of(), null, false, List.of(0));
  }

  static Request shell(String script) {
    return new Request(List.of(script), null, Map.of(), null, true, List.of(0));
  }

  static Result run(Request request) throws Exception {
    return run(request, new FakeTaskContext());
  }

  static Result run(Request request, FakeTaskContext context) throws Exception {
    return new ExecHandler().handle(request, context);
  }

  static TaskFailedException failure(Request request) {
    return Assertions.assertThrows(TaskFailedException.class, () -> run(request));
  }
}
