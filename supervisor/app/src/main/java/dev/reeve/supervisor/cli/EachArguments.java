package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.each.ArgumentSource;
import dev.reeve.supervisor.each.DelimitedArguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code each} after its options: the command, and the lists and files of arguments
 * after it, which are divided as GNU parallel has it.
 */
final class EachArguments {
  private static final String LIST = ":::";
  private static final String FILES = "::::";
  private static final Set<String> DIVIDERS = Set.of(LIST, FILES, LIST + "+", FILES + "+");

  private final List<String> command = new ArrayList<>();
  private final List<List<String>> lists = new ArrayList<>();

  /** For each of the lists, the reasons why its words are not those that were given, or null. */
  private final List<List<@Nullable String>> problems = new ArrayList<>();

  private final List<String> dividers = new ArrayList<>();

  /**
   * @param words the last ones of the command line
   */
  EachArguments(List<String> words) {
    List<@Nullable String> allProblems = ArgumentBytes.problems(words);
    List<String> current = command;
    List<@Nullable String> currentProblems = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (isDivider(words.get(i))) {
        current = new ArrayList<>();
        currentProblems = new ArrayList<>();
        lists.add(current);
        problems.add(currentProblems);
        dividers.add(words.get(i));
      } else {
        current.add(words.get(i));
        currentProblems.add(allProblems.get(i));
      }
    }
  }

  /** Returns whether a list or files of arguments come after it. */
  static boolean isDivider(String word) {
    return DIVIDERS.contains(word);
  }

  List<String> command() {
    return command;
  }

  /** Returns whether there are lists or files after the command. */
  boolean areGiven() {
    return !lists.isEmpty();
  }

  /**
   * Opens the sources in their order; those that go together, argument by argument, are a group.
   *
   * @param files of the options
   * @param in standard input, for the file {@code -}
   * @param delimiter of arguments in files
   * @throws IOException that names a file that cannot be read
   */
  List<List<ArgumentSource>> open(List<Path> files, InputStream in, char delimiter)
      throws IOException {
    List<List<ArgumentSource>> groups = new ArrayList<>();
    for (Path file : files) {
      add(open(file, in, delimiter), false, groups);
    }
    for (int i = 0; i < lists.size(); i++) {
      boolean joins = dividers.get(i).endsWith("+");
      if (dividers.get(i).startsWith(FILES)) {
        for (String file : lists.get(i)) {
          add(open(Path.of(file), in, delimiter), joins, groups);
        }
      } else {
        add(ArgumentSource.of(lists.get(i), problems.get(i)), joins, groups);
      }
    }
    return groups;
  }

  private static void add(ArgumentSource source, boolean joins, List<List<ArgumentSource>> groups) {
    if (joins && !groups.isEmpty()) {
      groups.get(groups.size() - 1).add(source);
    } else {
      groups.add(new ArrayList<>(List.of(source)));
    }
  }

  private static ArgumentSource open(Path file, InputStream in, char delimiter) throws IOException {
    return file.toString().equals("-")
        ? DelimitedArguments.of(in, "standard input", delimiter)
        : DelimitedArguments.of(file, delimiter);
  }
}
