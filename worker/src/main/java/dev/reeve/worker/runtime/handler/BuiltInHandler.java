package dev.reeve.worker.runtime.handler;

import dev.reeve.json.Json;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.TypeBinding;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A built-in handler. The list of them repeats what {@code META-INF/services} and the annotations
 * of the classes say, because to open the jar and load the classes takes half of a worker's start.
 */
@SuppressWarnings("rawtypes") // as ServiceLoader has them
final class BuiltInHandler implements ServiceLoader.Provider<TaskHandler> {
  private static final String PACKAGE = "dev.reeve.worker.handlers.";

  /** The handler whose request type is {@link Json}. */
  private static final String TAKES_JSON = "echo";

  private static final Map<String, String> CLASSES =
      Map.of(
          "echo", PACKAGE + "EchoHandler",
          "exec", PACKAGE + "exec.ExecHandler",
          "file/sha256", PACKAGE + "Sha256Handler",
          "image/blur", PACKAGE + "image.BlurHandler",
          "image/grayscale", PACKAGE + "image.GrayscaleHandler",
          "image/thumbnail", PACKAGE + "image.ThumbnailHandler",
          "sleep", PACKAGE + "SleepHandler");

  private final String className;

  private BuiltInHandler(String className) {
    this.className = className;
  }

  /** Returns all of them by name. */
  static SortedMap<String, RegisteredHandler> all() {
    SortedMap<String, RegisteredHandler> all = new TreeMap<>();
    for (Map.Entry<String, String> entry : CLASSES.entrySet()) {
      String name = entry.getKey();
      BuiltInHandler provider = new BuiltInHandler(entry.getValue());
      all.put(
          name,
          name.equals(TAKES_JSON)
              ? new RegisteredHandler(name, provider, TypeBinding.of(Json.class))
              : new RegisteredHandler(name, provider, true));
    }
    return all;
  }

  /** Returns the name of the handler with this class; null if none of them has it. */
  static @Nullable String nameOf(String className) {
    for (Map.Entry<String, String> entry : CLASSES.entrySet()) {
      if (entry.getValue().equals(className)) {
        return entry.getKey();
      }
    }
    return null;
  }

  @Override
  public Class<? extends TaskHandler> type() {
    try {
      return Class.forName(className).asSubclass(TaskHandler.class);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("the jar of the worker lacks " + className, e);
    }
  }

  @Override
  public TaskHandler get() {
    try {
      return type().getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new ServiceConfigurationError(className, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ServiceConfigurationError(className, e);
    }
  }
}
