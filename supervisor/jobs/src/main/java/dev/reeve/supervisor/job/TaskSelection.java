package dev.reeve.supervisor.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A choice among the tasks of a job, by patterns for those to run and for those to leave out. */
public final class TaskSelection {
  private final List<TaskPattern> only;
  private final List<TaskPattern> skip;

  /**
   * @param only a task runs only if one of these matches; if there are none, all run
   * @param skip a task does not run if one of these matches
   * @throws IllegalArgumentException if a pattern is empty
   */
  public TaskSelection(List<String> only, List<String> skip) {
    this.only = patterns(only);
    this.skip = patterns(skip);
  }

  private static List<TaskPattern> patterns(List<String> texts) {
    List<TaskPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(new TaskPattern(text));
    }
    return List.copyOf(patterns);
  }

  List<TaskPattern> only() {
    return only;
  }

  List<TaskPattern> skip() {
    return skip;
  }

  /**
   * Returns whether a pattern matches a task by its id, by that of its template or by a tag.
   *
   * @param template null if it has none
   */
  static boolean matches(
      TaskPattern pattern, String id, @Nullable String template, Collection<String> tags) {
    return pattern.matchesId(id)
        || (template != null && pattern.matchesId(template))
        || pattern.matchesTag(tags);
  }

  /** Returns whether a task of no template is to run. */
  boolean selects(String id, Collection<String> tags) {
    return (only.isEmpty() || anyMatches(only, id, tags)) && !anyMatches(skip, id, tags);
  }

  private static boolean anyMatches(
      List<TaskPattern> patterns, String id, Collection<String> tags) {
    for (TaskPattern pattern : patterns) {
      if (matches(pattern, id, null, tags)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the patterns as options of the command line, for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    only.forEach(pattern -> text.append(" --only ").append(pattern.text()));
    skip.forEach(pattern -> text.append(" --skip ").append(pattern.text()));
    return text.substring(Math.min(1, text.length()));
  }
}
