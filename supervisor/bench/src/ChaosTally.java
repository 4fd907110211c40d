import java.util.Map;
import java.util.TreeMap;

/** The counts of all that this program has done and seen, except for records. */
final class ChaosTally {
  private final Map<String, Integer> counts = new TreeMap<>();
  private long complaints;
  private long left;
  private long leftovers;

  void add(String event) {
    counts.merge(event, 1, Integer::sum);
  }

  /** Counts something that must not happen, and prints it. */
  void complain(RoundFolder round, String event) {
    complaints++;
    System.out.println(event + " (" + round.path() + ")");
  }

  /** Counts processes that have outlived their supervisor, and files that have. */
  void addLeft(long processes, long files) {
    left += processes;
    leftovers += files;
  }

  long complaints() {
    return complaints;
  }

  long left() {
    return left;
  }

  long leftovers() {
    return leftovers;
  }

  /** Returns a table of all events. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    counts.forEach((event, count) -> table.append("%6d  %s%n".formatted(count, event)));
    int faults =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("fault: "))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return table.append("faults %d %n".formatted(faults)).toString();
  }
}
