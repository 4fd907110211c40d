package dev.reeve.supervisor;

import dev.reeve.json.Json;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.classes.ClassFiles;
import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.worker.WorkerHook;
import dev.reeve.worker.mapping.InvalidValueException;
import dev.reeve.worker.mapping.TypeBinding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Factory of the setup that workers receive before their first task. */
final class WorkerSetups {
  private WorkerSetups() {}

  static WorkerSetup withHook(Class<?> hook, @Nullable Object argument) {
    return new WorkerSetup(Map.of(), Map.of(), hook.getName(), write(hook, argument));
  }

  /** Returns the setup with the class files that workers need for the hook. */
  static WorkerSetup withFiles(WorkerSetup setup, Class<?> hook, WorkerClassPath classPath) {
    int maxChars = Protocol.DEFAULT_MAX_FRAME_BYTES / 2;
    return setup.plus(Map.of(), ClassFiles.of(hook, classPath, maxChars).all());
  }

  private static Json write(Class<?> hook, @Nullable Object argument) {
    try {
      return TypeBinding.ofArgument(hook, WorkerHook.class, 0).write(argument, "argument");
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(
          "the argument cannot be sent to hook " + hook.getName() + ": " + e.problem(), e);
    }
  }
}
