package dev.reeve.supervisor;

import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.classes.ClassFiles;
import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.worker.BatchLimits;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.mapping.BatchLimitsOf;
import dev.reeve.worker.mapping.HandlerBinding;
import dev.reeve.worker.mapping.ModuleAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The handler classes that the embedding program uses. Each is registered with the workers once,
 * before its first task; so is each other version of it. Thread-safe.
 */
@SuppressWarnings("rawtypes") // a class literal has no type parameters
final class HandlerRegistrations {

  /**
   * A registered handler.
   *
   * @param name the name by which tasks refer to it
   * @param mayChange whether the class may get other code without becoming another class
   */
  record Registration(String name, HandlerBinding binding, boolean mayChange) {}

  /** What is known of a class that workers can use. */
  private record Usable(HandlerBinding binding, @Nullable BatchLimits limits) {}

  private final Map<Class<?>, Registration> byClass = new ConcurrentHashMap<>();
  private final HandlerNames names = new HandlerNames(); // these three guarded by this
  private final Map<String, String> classFiles;
  private final List<ToWorker.RegisterHandlers> announced = new ArrayList<>();
  private final Announcer announcer;
  private final WorkerClassPath classPath;
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
   * @param classFiles files that the workers have from the beginning
   */
  HandlerRegistrations(
      Announcer announcer,
      WorkerClassPath classPath,
      Map<String, String> classFiles,
      int maxFrameBytes) {
    this.announcer = announcer;
    this.classPath = classPath;
    this.classFiles = new HashMap<>(classFiles);
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Returns the handler of that class, and registers it if it, or its present version, is new.
   *
   * @param type class of a handler, or one whose instances are tasks themselves
   * @throws IllegalArgumentException if a worker cannot create an instance of it or cannot have its
   *     class, or its limits of batches make no sense
   */
  Registration of(Class<?> type) {
    Registration registered = byClass.get(type);
    return registered == null || registered.mayChange() ? register(type) : registered;
  }

  /** Returns the same for a class whose instances are tasks themselves. */
  Registration ofCallable(Class<?> type) {
    if (TaskHandler.class.isAssignableFrom(type)) {
      CallableClasses.require(type); // refuses it
    }
    return of(type);
  }

  private synchronized Registration register(Class<?> type) {
    Registration former = byClass.get(type);
    if (former != null && !former.mayChange()) {
      return former; // by another thread
    }
    Usable usable =
        TaskHandler.class.isAssignableFrom(type)
            ? requireHandler(type.asSubclass(TaskHandler.class))
            : requireCallable(type);
    ClassFiles files = ClassFiles.of(type, classPath, maxFrameBytes / 2);
    Map<String, String> missing = files.missingFrom(classFiles);
    String known = former == null ? names.ofSame(type, files.all()) : former.name();
    boolean isNew = known == null || missing.containsKey(type.getName());
    String name = known == null || isNew ? names.claim(type, files.all()) : known;
    if (isNew || !missing.isEmpty()) {
      announce(name, type, missing, usable.limits());
    }
    Registration registration =
        new Registration(name, usable.binding(), HandlerClasses.mayChange(type));
    byClass.put(type, registration);
    return registration;
  }

  private static Usable requireHandler(Class<? extends TaskHandler> type) {
    HandlerClasses.requireInstances(type);
    if (type.getModule().isNamed()) {
      ModuleAccess.require(type);
    }
    return new Usable(new HandlerBinding(type), BatchLimitsOf.handler(type));
  }

  private static Usable requireCallable(Class<?> type) {
    CallableClasses.require(type);
    if (type.getModule().isNamed()) {
      ModuleAccess.requireCallable(type);
    }
    return new Usable(HandlerBinding.ofCallable(type), null);
  }

  private void announce(
      String name, Class<?> type, Map<String, String> files, @Nullable BatchLimits limits) {
    classFiles.putAll(files);
    ToWorker.RegisterHandlers message =
        new ToWorker.RegisterHandlers(Map.of(name, type.getName()), files);
    announced.add(message);
    announcer.announce(message, limits == null ? Map.of() : Map.of(name, sizeOf(limits)));
  }

  private static BatchSize sizeOf(BatchLimits limits) {
    return new BatchSize(limits.maxItems(), limits.maxWaitMillis(), limits.maxBytes());
  }

  /** Returns all registrations so far in their order, for workers of another pool. */
  synchronized List<ToWorker.RegisterHandlers> all() {
    return List.copyOf(announced);
  }
}
