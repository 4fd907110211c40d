package dev.reeve.supervisor.each;

import java.util.List;

/**
 * The ids of tasks: their arguments. Of equal ones the second has {@code [2]} behind it, and so on,
 * so that an id stays the same when other arguments are added. Beyond 262,144 different ones the
 * number of the task is behind it.
 */
final class TaskIds {
  private static final int LONGEST_LABEL = 200;

  private final LabelCounts counts = new LabelCounts();

  /**
   * An id.
   *
   * @param numbered whether it depends on the tasks before
   */
  record Id(String text, boolean numbered) {}

  /**
   * Returns the id of the next task.
   *
   * @param seq its number, from 1
   */
  Id next(List<String> row, long seq) {
    String label = label(row);
    if (label.isEmpty()) {
      return numbered("", seq);
    }
    int count = counts.increment(label);
    if (count == 1) {
      return new Id(label, false);
    }
    String id = label + "[" + count + "]";
    boolean isNew = count > 1 && counts.increment(id) == 1;
    return isNew ? new Id(id, false) : numbered(label, seq);
  }

  private Id numbered(String label, long seq) {
    String id = label + "[" + seq + "]";
    int unused = counts.increment(id);
    return new Id(id, true);
  }

  private static String label(List<String> row) {
    StringBuilder label = new StringBuilder();
    for (String value : row) {
      label.append(label.isEmpty() ? "" : " ").append(value);
      if (label.length() > LONGEST_LABEL) {
        boolean isPair = Character.isHighSurrogate(label.charAt(LONGEST_LABEL - 1));
        label.setLength(isPair ? LONGEST_LABEL - 1 : LONGEST_LABEL);
        break;
      }
    }
    return label.toString();
  }
}
