package dev.reeve.worker.runtime.handler;

import dev.reeve.protocol.BatchSize;
import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.BatchLimitsOf;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a worker by name. Finding them makes no instance; the first task for a handler
 * does. Reading: any thread.
 */
@SuppressWarnings("rawtypes") // a class literal has no type parameters
public final class HandlerRegistry {
  /** File on the class path that names the classes of handlers. */
  static final String SERVICES = "META-INF/services/" + TaskHandler.class.getName();

  /** Immutable; the control thread replaces it. */
  private volatile SortedMap<String, RegisteredHandler> byName;

  /** Handlers whose name a second class has claimed; they must still be closed. */
  private final Set<RegisteredHandler> replaced = ConcurrentHashMap.newKeySet();

  private HandlerRegistry(SortedMap<String, RegisteredHandler> byName) {
    this.byName = byName;
  }

  /**
   * Finds the handlers that are registered on a class path.
   *
   * @param loader sees the handlers and their {@code META-INF/services}
   * @throws InvalidHandlersException if one of them can't be loaded or named
   */
  public static HandlerRegistry load(ClassLoader loader) throws InvalidHandlersException {
    try {
      return new HandlerRegistry(find(loader));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new InvalidHandlersException(
          "a handler in " + SERVICES + " can't be loaded: " + StackText.headline(e), e);
    }
  }

  /** Returns the built-in handlers, for a class path that is known to have no others. */
  public static HandlerRegistry builtIn() {
    return new HandlerRegistry(BuiltInHandler.all());
  }

  /** Returns the names in alphabetical order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns the limits of batches by the names of the handlers that work on batches. */
  public Map<String, BatchSize> batches() {
    Map<String, BatchSize> batches = new HashMap<>();
    for (RegisteredHandler handler : byName.values()) {
      BatchLimits limits = handler.isBatch() ? BatchLimitsOf.handler(handler.type()) : null;
      if (limits != null) {
        batches.put(
            handler.name(),
            new BatchSize(limits.maxItems(), limits.maxWaitMillis(), limits.maxBytes()));
      }
    }
    return batches;
  }

  /** Returns the handler of a name; null if there is none. */
  public @Nullable RegisteredHandler find(String name) {
    return byName.get(name);
  }

  /**
   * Adds handlers by the names of their classes. A class that is registered already stays as it is.
   * If a class can't be loaded, or its name belongs to another one, the tasks for that name fail.
   * Control thread.
   *
   * @param classes binary names of classes by names of handlers
   */
  public void register(Map<String, String> classes, ClassLoader loader) {
    SortedMap<String, RegisteredHandler> changed = new TreeMap<>(byName);
    classes.forEach((name, className) -> register(changed, name, className, loader));
    byName = changed;
  }

  private void register(
      SortedMap<String, RegisteredHandler> all, String name, String className, ClassLoader loader) {
    RegisteredHandler other = all.get(name);
    if (other != null && other.className().equals(className)) {
      return;
    }
    ServiceLoader.Provider<TaskHandler> provider = NamedHandlerClass.find(className, loader);
    if (other != null) {
      replaced.add(other);
      provider = NamedHandlerClass.claimedTwice(name, other.type(), provider.type());
    }
    all.put(name, new RegisteredHandler(name, provider, false));
  }

  /** Closes the instances; exceptions are logged. Task thread. */
  public void close() {
    for (RegisteredHandler handler : byName.values()) {
      handler.close();
    }
    for (RegisteredHandler handler : replaced) {
      handler.close();
    }
  }

  private static SortedMap<String, RegisteredHandler> find(ClassLoader loader)
      throws InvalidHandlersException {
    SortedMap<String, RegisteredHandler> byName = new TreeMap<>();
    Iterator<ServiceLoader.Provider<TaskHandler>> providers =
        ServiceLoader.load(TaskHandler.class, loader).stream().iterator();
    while (providers.hasNext()) {
      ServiceLoader.Provider<TaskHandler> provider = providers.next();
      RegisteredHandler handler = new RegisteredHandler(nameOf(provider.type()), provider, true);
      requireBatchLimits(provider.type());
      RegisteredHandler other = byName.put(handler.name(), handler);
      if (other != null) {
        throw new InvalidHandlersException(
            NamedHandlerClass.claimedTwiceText(handler.name(), other.type(), handler.type()));
      }
    }
    return byName;
  }

  private static void requireBatchLimits(Class<?> type) throws InvalidHandlersException {
    try {
      BatchLimits unused = BatchLimitsOf.handler(type);
    } catch (IllegalArgumentException e) {
      throw new InvalidHandlersException(String.valueOf(e.getMessage()));
    }
  }

  private static String nameOf(Class<?> type) throws InvalidHandlersException {
    String builtIn = BuiltInHandler.nameOf(type.getName());
    return builtIn == null ? declaredNameOf(type) : builtIn;
  }

  private static String declaredNameOf(Class<?> type) throws InvalidHandlersException {
    HandlerName name = type.getAnnotation(HandlerName.class);
    if (name == null) {
      throw new InvalidHandlersException(
          "handler " + type.getName() + " has no name; annotate it with @HandlerName(\"…\")");
    }
    if (!isValid(name.value())) {
      throw new InvalidHandlersException(
          "handler %s has the invalid name \"%s\"; use letters, digits and . _ - in parts separated by /"
              .formatted(type.getName(), name.value()));
    }
    return name.value();
  }

  private static boolean isValid(String name) {
    char before = '/';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/' ? before == '/' : !(Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
        return false;
      }
      before = c;
    }
    return before != '/';
  }
}
