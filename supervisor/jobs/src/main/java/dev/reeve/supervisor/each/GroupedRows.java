package dev.reeve.supervisor.each;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows joined to longer ones: up to a number of arguments, and up to a number of bytes, so that a
 * command gets as many arguments as fit. If all arguments would fit into fewer rows than there are
 * workers, each worker gets about as many.
 */
final class GroupedRows implements ArgumentRows {
  /** An argument takes this besides its bytes: its end, and a pointer to it. */
  private static final int OVERHEAD = 1 + Long.BYTES;

  private final ArgumentRows rows;
  private final int most;
  private final long mostBytes;
  private final int shares;
  private final int overhead;
  private final List<ArgumentRow> ready = new ArrayList<>();
  private @Nullable ArgumentRow left;
  private boolean isFirst = true;

  /**
   * @param most arguments of a row
   * @param mostBytes of a row, with the ends of the arguments
   * @param shares the number of rows if all arguments fit into fewer; 0 to leave it at fewer
   * @param argumentBytes that each argument takes besides its own
   */
  GroupedRows(ArgumentRows rows, int most, long mostBytes, int shares, int argumentBytes) {
    this.rows = rows;
    this.most = most;
    this.mostBytes = mostBytes;
    this.shares = shares;
    this.overhead = OVERHEAD + argumentBytes;
  }

  @Override
  public @Nullable ArgumentRow next() throws IOException {
    if (!ready.isEmpty()) {
      return ready.remove(0);
    }
    List<ArgumentRow> group = nextGroup();
    if (group.isEmpty()) {
      return null;
    }
    boolean isAll = isFirst && left == null;
    isFirst = false;
    if (isAll && shares > 1) {
      share(group);
      return ready.remove(0);
    }
    return joined(group);
  }

  private List<ArgumentRow> nextGroup() throws IOException {
    List<ArgumentRow> group = new ArrayList<>();
    int count = 0;
    long bytes = 0;
    ArgumentRow row = left != null ? left : rows.next();
    while (row != null) {
      bytes += bytes(row);
      count += row.values().size();
      if (!group.isEmpty() && (count > most || bytes > mostBytes)) {
        break;
      }
      group.add(row);
      row = rows.next();
    }
    left = row;
    return group;
  }

  private long bytes(ArgumentRow row) {
    long bytes = 0;
    for (String value : row.values()) {
      bytes += value.getBytes(UTF_8).length + overhead;
    }
    return bytes;
  }

  private void share(List<ArgumentRow> group) {
    int each = (group.size() + shares - 1) / shares;
    for (int from = 0; from < group.size(); from += each) {
      ready.add(joined(group.subList(from, Math.min(group.size(), from + each))));
    }
  }

  private static ArgumentRow joined(List<ArgumentRow> group) {
    List<String> values = new ArrayList<>();
    String problem = null;
    for (ArgumentRow row : group) {
      values.addAll(row.values());
      problem = problem == null ? row.problem() : problem;
    }
    return new ArgumentRow(values, problem);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
