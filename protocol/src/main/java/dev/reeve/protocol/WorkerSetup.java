package dev.reeve.protocol;

import dev.reeve.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an embedding program hands to a worker before its first task. Only who starts a worker can
 * name classes; tasks name handlers.
 *
 * @param handlerClasses binary names of handler classes, by the names under which tasks ask for
 *     them
 * @param classFiles class files that the worker's class path lacks, in Base64, by the binary names
 *     of their classes
 * @param hook binary name of the class that prepares the worker; null for none
 * @param argument what the hook gets
 */
public record WorkerSetup(
    Map<String, String> handlerClasses,
    Map<String, String> classFiles,
    @Nullable String hook,
    Json argument) {

  /** Nothing beyond what the worker finds by itself. */
  public static final WorkerSetup NONE = new WorkerSetup(Map.of(), Map.of(), null, Json.NULL);

  public WorkerSetup {
    handlerClasses = Map.copyOf(handlerClasses);
    classFiles = Map.copyOf(classFiles);
  }

  /** Whether the worker gets nothing beyond what it finds by itself. */
  public boolean isNothing() {
    return handlerClasses.isEmpty() && classFiles.isEmpty() && hook == null;
  }

  /** The same with further handlers and class files. */
  public WorkerSetup plus(Map<String, String> moreHandlers, Map<String, String> moreFiles) {
    return new WorkerSetup(
        joined(handlerClasses, moreHandlers), joined(classFiles, moreFiles), hook, argument);
  }

  private static Map<String, String> joined(Map<String, String> one, Map<String, String> two) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(two);
    return both;
  }
}
