import java.util.ArrayList;
import java.util.List;

/** The figures so far, printed as a Markdown table. */
final class Table {
  private static final List<String> HEAD =
      List.of("what", "ours", "theirs", "ratio", "target", "met");

  private final List<List<String>> rows = new ArrayList<>();

  /** Both sides of one measure; the target is for ours divided by theirs. */
  void compare(String what, Unit unit, double ours, double theirs, Target target) {
    double ratio = ours / theirs;
    rows.add(
        List.of(
            what,
            unit.text(ours),
            unit.text(theirs),
            Unit.RATIO.text(ratio),
            target.text(),
            target.verdict(ratio)));
  }

  /** A figure without a peer; the target is for the figure itself. */
  void figure(String what, Unit unit, double ours, Target target) {
    rows.add(List.of(what, unit.text(ours), "", "", target.text(), target.verdict(ours)));
  }

  /** Measures that failed. */
  void skipped(String what, String why) {
    rows.add(List.of(what, why, "", "", "", ""));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, HEAD);
    append(text, HEAD.stream().map(name -> "-".repeat(width(HEAD.indexOf(name)))).toList());
    rows.forEach(row -> append(text, row));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> row) {
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      text.append("| ").append(cell).append(" ".repeat(width(i) - cell.length())).append(' ');
    }
    text.append("|\n");
  }

  private int width(int column) {
    int widest = HEAD.get(column).length();
    for (List<String> row : rows) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }
}
