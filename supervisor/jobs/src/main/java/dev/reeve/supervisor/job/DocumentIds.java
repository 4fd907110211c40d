package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a document's tasks, to find those that two tasks would share. Does not expand {@code
 * forEach}: only the template {@code src} can make {@code src[7]}, and only if it makes seven
 * tasks.
 */
final class DocumentIds {
  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, Claim> singles = new HashMap<>();
  private final Map<String, Claim> templates = new HashMap<>();

  /** Templates by the beginning of their tasks' ids, even those that make no task. */
  private final Map<String, Template> allTemplates = new HashMap<>();

  private int elements;

  /** Number of tasks so far; −1 after a {@code forEach} with errors. */
  private long count;

  /**
   * The ids that one element of {@code tasks} takes.
   *
   * @param index of the element
   * @param offset of its id, or of itself
   * @param named whether the element has a field {@code id}
   * @param id of the task, or the beginning of the ids of its tasks
   * @param items of a {@code forEach} that makes tasks; null for a single task
   */
  private record Claim(
      int index, int offset, boolean named, String id, @Nullable ItemSource items) {
    /** Returns the id of its task, or of its first one. */
    String first() {
      return items == null ? id : id + "[" + items.label(1) + "]";
    }

    String place() {
      return "tasks[" + index + "]";
    }
  }

  private record Template(int index, @Nullable ItemSource items) {}

  /**
   * A task, or all tasks of a template.
   *
   * @param element index of the element
   * @param ordinal number of the task among those of a template, from 1; 0 for all of them
   */
  record Found(int element, long ordinal) {}

  /** Adds the ids of the next element. */
  void add(TaskDraft draft) {
    int index = elements++;
    long made = draft.taskCount();
    count = count < 0 || made < 0 ? -1 : saturated(count + made);
    boolean named = draft.id() != null;
    if (draft.isForEach()) {
      allTemplates.putIfAbsent(templateId(draft, index), new Template(index, draft.items()));
      if (made > 0) {
        claims.add(
            new Claim(index, draft.idOffset(), named, templateId(draft, index), draft.items()));
      }
    } else if (named || count >= 0) {
      claims.add(new Claim(index, draft.idOffset(), named, singleId(draft), null));
    }
  }

  private static long saturated(long sum) {
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static String templateId(TaskDraft draft, int index) {
    return draft.id() != null ? draft.id() : defaultTemplateId(index);
  }

  private String singleId(TaskDraft draft) {
    return draft.id() != null ? draft.id() : Long.toString(count);
  }

  /**
   * Returns the beginning of ids for a {@code forEach} without an id: its number among the
   * elements.
   *
   * @param index of the element, from 0
   */
  static String defaultTemplateId(int index) {
    return Integer.toString(index + 1);
  }

  /** Returns the number of all tasks; valid only if there was no error. */
  long count() {
    return count;
  }

  /** Reports every id that is taken twice. */
  void check(JobErrors errors) {
    for (Claim claim : claims) {
      Claim earlier = (claim.items == null ? singles : templates).putIfAbsent(claim.id, claim);
      if (earlier != null) {
        report(claim.first(), claim, earlier, errors);
      }
    }
    for (Claim claim : singles.values()) {
      checkAgainstTemplates(claim, errors);
    }
  }

  /** Looks up the only template that could make the id: the part before its last bracket. */
  private void checkAgainstTemplates(Claim single, JobErrors errors) {
    String id = single.id;
    int bracket = id.lastIndexOf('[');
    if (bracket < 0 || !id.endsWith("]")) {
      return;
    }
    Claim template = templates.get(id.substring(0, bracket));
    ItemSource items = template == null ? null : template.items;
    if (template != null
        && items != null
        && items.ordinal(id.substring(bracket + 1, id.length() - 1)) > 0) {
      boolean first = template.index < single.index;
      report(id, first ? single : template, first ? template : single, errors);
    }
  }

  /**
   * Returns the task with this id, or all tasks of {@code template[*]}; null if there is none. To
   * be called after {@link #check}.
   */
  @Nullable Found find(String name) {
    Claim single = singles.get(name);
    if (single != null) {
      return new Found(single.index, 0);
    }
    int bracket = name.indexOf('[');
    for (; bracket >= 0 && name.endsWith("]"); bracket = name.indexOf('[', bracket + 1)) {
      Found found =
          find(name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Found find(String id, String label) {
    Template template = allTemplates.get(id);
    if (template == null) {
      return null;
    }
    boolean all = label.equals("*");
    long ordinal = all || template.items == null ? 0 : template.items.ordinal(label);
    boolean isThere = all || ordinal > 0 || template.items == null;
    return isThere ? new Found(template.index, ordinal) : null;
  }

  /** Returns the id of a template's first task. */
  String firstOf(String id) {
    Template template = allTemplates.get(id);
    ItemSource items = template == null ? null : template.items;
    return id + "[" + (items == null ? "1" : items.label(1)) + "]";
  }

  /** Returns true if this is the id of a template, whose tasks have longer ids. */
  boolean isTemplate(String id) {
    return allTemplates.containsKey(id);
  }

  /** Returns true if a {@code forEach} has errors, so that later numbers are not known. */
  boolean isIncomplete() {
    return count < 0;
  }

  /** Returns all names that {@link #find} knows, but for single tasks of templates. */
  List<String> names() {
    List<String> names = new ArrayList<>(singles.keySet());
    allTemplates.keySet().forEach(id -> names.add(id + "[*]"));
    return names;
  }

  private static void report(String taken, Claim later, Claim earlier, JobErrors errors) {
    String by = "the id " + Quote.of(taken) + " is taken by " + earlier.place();
    if (later.named) {
      errors.add(later.offset, later.place() + ".id", by + "; ids must differ");
    } else {
      errors.add(
          later.offset,
          later.place(),
          by + "; this task has no id, so its number is taken: give it an id");
    }
  }
}
