package dev.reeve.supervisor;

import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.classes.ClassFiles;
import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.BatchLimitsOf;
import dev.reeve.worker.mapping.HandlerBinding;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The handler classes that the embedding program uses. Each is registered with the workers once,
 * before its first task. Thread-safe.
 */
@SuppressWarnings("rawtypes") // a class literal has no type parameters
final class HandlerRegistrations {

  /**
   * A registered handler.
   *
   * @param name the name by which tasks refer to it
   */
  record Registration(String name, HandlerBinding binding) {}

  private final Map<Class<?>, Registration> byClass = new ConcurrentHashMap<>();
  private final Map<String, String> classesByName = new HashMap<>(); // these two guarded by this
  private final Map<String, String> classFiles = new HashMap<>();
  private final Announcer announcer;
  private final int maxFrameBytes;

  /** Makes handlers known to the pool. */
  interface Announcer {
    /**
     * Makes handlers known before any task that is submitted later.
     *
     * @param batches limits by the names of the handlers that work on batches
     */
    void announce(ToWorker.RegisterHandlers handlers, Map<String, BatchSize> batches);
  }

  /**
   * @param announcer sends registrations to the workers, ahead of all later messages
   */
  HandlerRegistrations(Announcer announcer, int maxFrameBytes) {
    this.announcer = announcer;
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Returns the handler of that class, and registers it if it is new.
   *
   * @throws IllegalArgumentException if a worker cannot create an instance of it, or its limits of
   *     batches make no sense
   */
  Registration of(Class<? extends TaskHandler> type) {
    Registration registered = byClass.get(type);
    return registered == null
        ? byClass.computeIfAbsent(type, unknown -> register(type))
        : registered;
  }

  private synchronized Registration register(Class<? extends TaskHandler> type) {
    requireInstances(type);
    String name = nameOf(type);
    BatchLimits limits = BatchLimitsOf.handler(type);
    Map<String, String> files = ClassFiles.of(type, maxFrameBytes / 2);
    claim(name, type);
    classFiles.putAll(files);
    announcer.announce(
        new ToWorker.RegisterHandlers(Map.of(name, type.getName()), files),
        limits == null ? Map.of() : Map.of(name, sizeOf(limits)));
    return new Registration(name, new HandlerBinding(type));
  }

  private static BatchSize sizeOf(BatchLimits limits) {
    return new BatchSize(limits.maxItems(), limits.maxWaitMillis(), limits.maxBytes());
  }

  /** Returns all registrations so far, for workers of another pool. */
  synchronized ToWorker.RegisterHandlers all() {
    return new ToWorker.RegisterHandlers(classesByName, classFiles);
  }

  private void claim(String name, Class<?> type) {
    String other = classesByName.putIfAbsent(name, type.getName());
    if (other != null) {
      throw new IllegalArgumentException(
          "two handlers have the name \"%s\": %s and %s; change the @HandlerName of one of them"
              .formatted(name, other, type.getName()));
    }
  }

  static String nameOf(Class<?> type) {
    HandlerName name = type.getAnnotation(HandlerName.class);
    return name == null ? type.getName() : name.value();
  }

  private static void requireInstances(Class<?> type) {
    if (type.isHidden()) {
      throw new IllegalArgumentException(
          "a lambda cannot be sent to workers: %s; make the handler a named class"
              .formatted(type.getName()));
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException(
          type.getName()
              + " is abstract, so a worker cannot create an instance of it; name a subclass");
    }
    boolean hasPlainConstructor =
        Arrays.stream(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    if (!hasPlainConstructor) {
      throw new IllegalArgumentException(
          type.getName()
              + " needs a constructor without parameters; a nested class must be static");
    }
  }
}
