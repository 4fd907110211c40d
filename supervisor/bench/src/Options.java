import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param rounds how often each side is measured, in turn; medians are shown
 * @param quick whether everything is scaled down: shows that the program works, measures nothing
 * @param profile whether to say where the processor time of small tasks goes, instead of measuring
 * @param streamTasks length of the long stream
 * @param only names of the measures wanted; empty for all
 */
record Options(int rounds, boolean quick, boolean profile, long streamTasks, Set<String> only) {
  static final String USAGE =
      """
      usage: supervisor/bench/run [--rounds N] [--tasks N] [--quick] [--profile] [--only NAME,...]
        --rounds N   how often each side is measured; default 5
        --tasks N    length of the long stream; default 1000000
        --quick      everything scaled down: does it work, not how fast is it
        --profile    no table of measures, but the processor time of each thread for 200,000 tasks
        --only NAME  these measures only: %s
      """;

  static Options parse(List<String> args, Set<String> names) {
    boolean quick = args.contains("--quick");
    int rounds = quick ? 1 : 5;
    long streamTasks = quick ? 20_000 : 1_000_000;
    Set<String> only = new LinkedHashSet<>();
    for (int i = 0; i < args.size(); i++) {
      switch (args.get(i)) {
        case "--quick", "--profile" -> {}
        case "--rounds" -> rounds = (int) number(args, ++i, 1);
        case "--tasks" -> streamTasks = number(args, ++i, 10);
        case "--only" -> only.addAll(names(value(args, ++i), names));
        default -> throw new IllegalArgumentException("unknown option " + args.get(i));
      }
    }
    return new Options(rounds, quick, args.contains("--profile"), streamTasks, only);
  }

  private static List<String> names(String list, Set<String> known) {
    List<String> names = Arrays.asList(list.split(","));
    if (!known.containsAll(names)) {
      throw new IllegalArgumentException("--only: " + list + " is not among " + known);
    }
    return names;
  }

  private static long number(List<String> args, int at, long least) {
    String text = value(args, at);
    long number = text.matches("\\d{1,12}") ? Long.parseLong(text) : 0;
    if (number < least) {
      throw new IllegalArgumentException(args.get(at - 1) + ": a number from " + least + " on");
    }
    return number;
  }

  private static String value(List<String> args, int at) {
    if (at == args.size()) {
      throw new IllegalArgumentException(args.get(at - 1) + " needs a value");
    }
    return args.get(at);
  }

  /** The number of tasks for a measure. */
  int tasks(int full, int quickly) {
    return quick ? quickly : full;
  }

  boolean wants(String name) {
    return only.isEmpty() || only.contains(name);
  }
}
