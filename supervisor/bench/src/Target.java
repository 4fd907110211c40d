import java.util.function.DoublePredicate;

/**
 * The target of a figure.
 *
 * @param text for the table
 * @param test whether a figure meets it
 */
record Target(String text, DoublePredicate test) {
  /** For information only. */
  static final Target NONE = new Target("", figure -> true);

  static Target atLeast(double limit) {
    return new Target("≥ " + limit, figure -> figure >= limit);
  }

  static Target atMost(double limit) {
    return new Target("≤ " + limit, figure -> figure <= limit);
  }

  static Target atMost(double limit, Unit unit) {
    return new Target("≤ " + unit.text(limit), figure -> figure <= limit);
  }

  @SuppressWarnings("ReferenceEquality") // NONE is one object
  boolean isNone() {
    return this == NONE;
  }

  /** Returns the word for the table's last column. */
  String verdict(double figure) {
    return isNone() ? "" : test.test(figure) ? "yes" : "no";
  }
}
