package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.text.Sizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field {@code workers} of a job document while it is read. */
final class WorkersDraft {
  /** Loaded on first use, because most jobs have no such object. */
  private static final class Shape {
    static final ObjectShape<WorkersDraft> OF_WORKERS =
        new ObjectShape<WorkersDraft>("an object with count, jvmArgs, classpath or the like")
            .field("count", (json, draft) -> draft.count = count(json))
            .field("jvmArgs", (json, draft) -> draft.jvmArgs(json))
            .field("classpath", (json, draft) -> draft.classpath(json))
            .field("maxTasks", (json, draft) -> draft.maxTasks = maxTasks(json))
            .field("maxMemory", (json, draft) -> draft.maxMemory = maxMemory(json))
            .field("restart", (json, draft) -> draft.restarts = RestartDraft.read(json))
            .field("env", (json, draft) -> draft.env = EnvironmentField.read(json));
  }

  private final JobFolder folder;
  private final List<Path> classpath = new ArrayList<>();
  private @Nullable WorkerCount count;
  private List<String> jvmArgs = List.of();
  private @Nullable Long maxTasks;
  private @Nullable Long maxMemory;
  private RestartPolicy restarts = RestartPolicy.ENDING;
  private Map<String, String> env = Map.of();

  WorkersDraft(JobFolder folder) {
    this.folder = folder;
  }

  /** Reads the current value. */
  void read(JsonCursor json) {
    Shape.OF_WORKERS.read(json, this);
  }

  /** Returns the size of the pool; null if the job does not give it. */
  @Nullable WorkerCount count() {
    return count;
  }

  /** Returns how workers are started. */
  WorkerOptions options() {
    return new WorkerOptions(
        classpath,
        jvmArgs,
        env,
        maxTasks == null ? 0 : maxTasks,
        maxMemory == null ? 0 : maxMemory);
  }

  /** Returns the number of worker deaths that the pool tolerates. */
  RestartPolicy restarts() {
    return restarts;
  }

  private static @Nullable WorkerCount count(JsonCursor json) {
    if (!json.isWholeNumber()) {
      return json.notation("a number such as 4, or a share such as \"50%\"", Quantities::workers);
    }
    Long number =
        json.wholeNumber(1, Quantities.MAX_WORKERS, "a number from 1 to " + Quantities.MAX_WORKERS);
    return number == null ? null : new WorkerCount(number.intValue(), 0);
  }

  private void jvmArgs(JsonCursor json) {
    List<String> strings = json.strings("an array such as [\"-Xmx256m\"]");
    jvmArgs = strings == null ? List.of() : strings;
  }

  private void classpath(JsonCursor json) {
    if (!json.isArray("an array of paths such as [\"handlers.jar\"]")) {
      return;
    }
    while (json.nextElement()) {
      Path path = json.notation("a path", folder::resolve);
      if (path != null) {
        classpath.add(path);
      }
    }
  }

  private static @Nullable Long maxTasks(JsonCursor json) {
    return json.wholeNumber(1, Long.MAX_VALUE, "a whole number from 1");
  }

  private static @Nullable Long maxMemory(JsonCursor json) {
    return json.notation("a size such as \"512m\"", Sizes::parse);
  }
}
