package dev.reeve.supervisor.cli;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.PayloadCheck;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.InvalidValueException;
import dev.reeve.worker.mapping.TypeBinding;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A check of payloads for built-in handlers, by the same binding with which a worker reads them.
 * Handlers of the user's own are known to workers only.
 */
final class BuiltInPayloads implements PayloadCheck {
  private final Map<String, TypeBinding> bindings = new HashMap<>();

  BuiltInPayloads() {
    ClassLoader own = BuiltInPayloads.class.getClassLoader();
    ServiceLoader.load(TaskHandler.class, own).stream()
        .map(ServiceLoader.Provider::type)
        .forEach(this::add);
  }

  private void add(Class<?> type) {
    HandlerName name = type.getAnnotation(HandlerName.class);
    if (name != null) {
      bindings.put(name.value(), TypeBinding.ofArgument(type, TaskHandler.class, 0));
    }
  }

  @Override
  public @Nullable String problem(String handler, Json payload, String place) {
    TypeBinding binding = bindings.get(handler);
    if (binding == null) {
      return null;
    }
    try {
      Object unused = binding.read(payload, place);
      return null;
    } catch (InvalidValueException e) {
      return e.problem();
    }
  }
}
