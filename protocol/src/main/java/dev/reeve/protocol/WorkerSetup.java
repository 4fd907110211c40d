package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of an embedding program, for a worker before its first task. Only the process that
 * starts a worker can name classes; tasks name handlers.
 *
 * @param handlerClasses binary names of handler classes, by the names that tasks use for them
 * @param classFiles class files in Base64 that are not on the worker's class path, by the binary
 *     names of their classes
 * @param hook binary name of the class that prepares the worker; null for none
 * @param argument of the hook, any JSON
 */
public record WorkerSetup(
    Map<String, String> handlerClasses,
    Map<String, String> classFiles,
    @Nullable String hook,
    Json argument) {

  /** No classes beyond those that the worker finds on its class path. */
  public static final WorkerSetup NONE = new WorkerSetup(Map.of(), Map.of(), null, Json.NULL);

  public WorkerSetup {
    handlerClasses = Map.copyOf(handlerClasses);
    classFiles = Map.copyOf(classFiles);
  }

  /** Returns whether this adds no handlers, no class files and no hook. */
  public boolean isEmpty() {
    return handlerClasses.isEmpty() && classFiles.isEmpty() && hook == null;
  }

  /** Returns this setup with more handlers and class files. */
  public WorkerSetup plus(Map<String, String> moreHandlers, Map<String, String> moreFiles) {
    return new WorkerSetup(
        joined(handlerClasses, moreHandlers), joined(classFiles, moreFiles), hook, argument);
  }

  /**
   * Returns whether handlers of this setup would get other classes if these files were there from
   * the beginning.
   */
  public boolean isChangedBy(Map<String, String> moreFiles) {
    for (Map.Entry<String, String> file : moreFiles.entrySet()) {
      String known = classFiles.get(file.getKey());
      if (known == null
          ? handlerClasses.containsValue(file.getKey())
          : !known.equals(file.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> joined(Map<String, String> one, Map<String, String> two) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(two);
    return both;
  }
}
