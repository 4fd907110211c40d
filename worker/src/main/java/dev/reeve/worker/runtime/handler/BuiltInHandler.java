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
 * A handler that Reeve brings, known without opening a jar and reading what it declares: that is
 * half of a worker's start. The list says what {@code META-INF/services} and the classes say, and
 * loads none of them.
 */
@SuppressWarnings("rawtypes") // as ServiceLoader has them
final class BuiltInHandler implements ServiceLoader.Provider<TaskHandler> {
  private static final String ROOM = "dev.reeve.worker.handlers.";

  /** The one that takes its payload as it comes. */
  private static final String TAKES_JSON = "echo";

  private static final Map<String, String> CLASSES =
      Map.of(
          "echo", ROOM + "EchoHandler",
          "exec", ROOM + "exec.ExecHandler",
          "file/sha256", ROOM + "Sha256Handler",
          "image/blur", ROOM + "image.BlurHandler",
          "image/grayscale", ROOM + "image.GrayscaleHandler",
          "image/thumbnail", ROOM + "image.ThumbnailHandler",
          "sleep", ROOM + "SleepHandler");

  private final String className;

  private BuiltInHandler(String className) {
    this.className = className;
  }

  /** All of them, by name. */
  static SortedMap<String, RegisteredHandler> all() {
    SortedMap<String, RegisteredHandler> all = new TreeMap<>();
    for (Map.Entry<String, String> entry : CLASSES.entrySet()) {
      String name = entry.getKey();
      BuiltInHandler provider = new BuiltInHandler(entry.getValue());
      all.put(
          name,
          name.equals(TAKES_JSON)
              ? new RegisteredHandler(name, provider, TypeBinding.of(Json.class))
              : new RegisteredHandler(name, provider));
    }
    return all;
  }

  /** The name of the one whose class has this name; null if it is none of them. */
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
      throw new LinkageError("the jar lacks " + className, e);
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
