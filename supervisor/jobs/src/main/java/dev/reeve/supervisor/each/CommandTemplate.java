package dev.reeve.supervisor.each;

import java.util.ArrayList;
import java.util.List;

/** The words of a command with placeholders. */
final class CommandTemplate {
  private final List<Template> words = new ArrayList<>();
  private final boolean repeats;

  /**
   * Without a placeholder, all arguments follow the last word.
   *
   * @param placeholders of its words
   * @param repeats whether a word with a placeholder for several arguments is repeated for each of
   *     them; otherwise its beginning goes to the first, and its end to the last
   * @throws IllegalArgumentException if it has an unknown placeholder; the message is for people
   */
  CommandTemplate(List<String> command, ArgumentPlaceholders placeholders, boolean repeats) {
    this.repeats = repeats;
    command.forEach(word -> words.add(Template.of(word, placeholders)));
    if (words.stream().noneMatch(Template::hasPlaceholders)) {
      words.add(Template.of("{}", placeholders));
    }
  }

  /** Returns whether it needs to know the worker's slot. */
  boolean usesSlot() {
    return words.stream().anyMatch(Template::usesSlot);
  }

  /** Returns the highest number of an argument that it names; 0 if it names none. */
  int highestIndex() {
    return words.stream().mapToInt(Template::highestIndex).max().orElse(0);
  }

  /**
   * Returns the words for one task.
   *
   * @param number of the task, from 1
   */
  List<String> words(List<String> row, long number) {
    List<String> filled = new ArrayList<>();
    for (Template word : words) {
      if (repeats && word.takesAll()) {
        row.forEach(argument -> fill(word, List.of(argument), number, filled));
      } else {
        fill(word, row, number, filled);
      }
    }
    return filled;
  }

  /** Several arguments in one placeholder become several words; none leave none. */
  private static void fill(Template word, List<String> row, long number, List<String> filled) {
    List<String> words = new ArrayList<>(List.of(""));
    boolean isText = word.parts().isEmpty();
    for (Template.Part part : word.parts()) {
      List<String> values = part.values(row, number);
      isText |= part.text() != null || !values.isEmpty();
      for (int i = 0; i < values.size(); i++) {
        int last = words.size() - 1;
        if (i == 0) {
          words.set(last, words.get(last) + values.get(0));
        } else {
          words.add(values.get(i));
        }
      }
    }
    if (isText) {
      filled.addAll(words);
    }
  }
}
