package dev.reeve.worker.runtime;

import dev.reeve.worker.TaskHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A handler that Reeve brings, known without opening a jar and reading what it declares: that is
 * half of a worker's start. The list says what {@code META-INF/services} and the classes say, and
 * loads none of them.
 */
@SuppressWarnings("rawtypes") // as ServiceLoader has them
final class OwnHandler implements ServiceLoader.Provider<TaskHandler> {
  private static final String ROOM = "dev.reeve.worker.handlers.";

  /** The one that takes its payload as it comes. */
  private static final String TAKES_JSON = "echo";

  private final String className;

  private OwnHandler(String className) {
    this.className = className;
  }

  /** All of them, by name. */
  static SortedMap<String, RegisteredHandler> all() {
    SortedMap<String, RegisteredHandler> all = new TreeMap<>();
    add(all, "echo", "EchoHandler");
    add(all, "exec", "exec.ExecHandler");
    add(all, "file/sha256", "Sha256Handler");
    add(all, "image/blur", "image.BlurHandler");
    add(all, "image/grayscale", "image.GrayscaleHandler");
    add(all, "image/thumbnail", "image.ThumbnailHandler");
    add(all, "sleep", "SleepHandler");
    return all;
  }

  private static void add(SortedMap<String, RegisteredHandler> all, String name, String className) {
    OwnHandler provider = new OwnHandler(ROOM + className);
    all.put(name, new RegisteredHandler(name, provider, name.equals(TAKES_JSON)));
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
