import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the script {@code chaos} passes on: two folders, then options with values. */
final class ChaosArguments {
  private static final int FOLDERS = 2;

  private ChaosArguments() {}

  /**
   * Returns the values of the options. Ends the program if one of them is unknown, or has no value.
   *
   * @param command how the program is called
   * @param known names of the options
   */
  static Map<String, String> options(String[] args, String command, List<String> known) {
    Map<String, String> options = new HashMap<>();
    for (int i = FOLDERS; i < args.length; i += 2) {
      if (!known.contains(args[i]) || i + 1 == args.length) {
        System.err.println("usage: " + command + " [OPTION VALUE]...; the options are " + known);
        System.exit(2);
      }
      options.put(args[i], args[i + 1]);
    }
    return options;
  }
}
