package dev.reeve.supervisor.job;

import dev.reeve.text.Notation;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds ids that two tasks of a document would share, without writing out what {@code forEach}
 * makes: {@code src[7]} can come from the template {@code src} alone, and only if that makes seven.
 */
final class DocumentIds {
  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, Claim> singles = new HashMap<>();
  private final Map<String, Claim> templates = new HashMap<>();
  private int elements;

  /** Tasks so far; −1 after a {@code forEach} with problems. */
  private long count;

  /**
   * The id, or ids, that one element of {@code tasks} takes.
   *
   * @param index of the element
   * @param offset of its id, or of itself
   * @param named whether it says its id itself
   * @param id of the task, or what the ids of its tasks begin with
   * @param made ids that a {@code forEach} makes; 0 for a single task
   */
  private record Claim(int index, int offset, boolean named, String id, long made) {
    String place() {
      return "tasks[" + index + "]";
    }
  }

  /** Takes the ids of the next element. */
  void add(TaskDraft draft) {
    int index = elements++;
    long made = draft.taskCount();
    count = count < 0 || made < 0 ? -1 : saturated(count + made);
    boolean named = draft.id() != null;
    if (draft.isForEach()) {
      if (made > 0) {
        claims.add(new Claim(index, draft.idOffset(), named, templateId(draft, index), made));
      }
    } else if (named || count >= 0) {
      claims.add(new Claim(index, draft.idOffset(), named, singleId(draft), 0));
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
   * What the ids of a {@code forEach} begin with that has no id: its number among the elements.
   *
   * @param index of the element, from 0
   */
  static String defaultTemplateId(int index) {
    return Integer.toString(index + 1);
  }

  /** Number of all tasks, if there was no problem. */
  long count() {
    return count;
  }

  /** Notes every id that is taken twice. */
  void check(JobErrors problems) {
    for (Claim claim : claims) {
      Claim earlier = (claim.made > 0 ? templates : singles).putIfAbsent(claim.id, claim);
      if (earlier != null) {
        String taken = claim.made > 0 ? claim.id + "[1]" : claim.id;
        complain(taken, claim, earlier, problems);
      }
    }
    for (Claim claim : singles.values()) {
      checkAgainstTemplates(claim, problems);
    }
  }

  /** An id says itself which template could make it: what stands before its last bracket. */
  private void checkAgainstTemplates(Claim single, JobErrors problems) {
    String id = single.id;
    int bracket = id.lastIndexOf('[');
    if (bracket < 0 || !id.endsWith("]")) {
      return;
    }
    Claim template = templates.get(id.substring(0, bracket));
    if (template != null && template.made >= ordinal(id.substring(bracket + 1, id.length() - 1))) {
      boolean first = template.index < single.index;
      complain(id, first ? single : template, first ? template : single, problems);
    }
  }

  /**
   * The number that {@code forEach} would write like this; more than it can make if there is none.
   */
  private static long ordinal(String digits) {
    long number = Notation.wholeNumber(digits);
    boolean written = number > 0 && !digits.startsWith("0");
    return written ? number : Long.MAX_VALUE;
  }

  private static void complain(String taken, Claim later, Claim earlier, JobErrors problems) {
    String by = "the id " + Quote.of(taken) + " is taken by " + earlier.place();
    if (later.named) {
      problems.add(later.offset, later.place() + ".id", by + "; ids must differ");
    } else {
      problems.add(
          later.offset,
          later.place(),
          by + ", and this task has no other than its number; give it an id");
    }
  }
}
