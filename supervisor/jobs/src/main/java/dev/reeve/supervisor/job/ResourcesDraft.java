package dev.reeve.supervisor.job;

import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields {@code resources} and {@code uses} while they are read. */
final class ResourcesDraft {
  /** Longest name of a resource. */
  static final int MAX_NAME_CHARS = 200;

  private static final String AMOUNT = "a whole number from 1";

  private ResourcesDraft() {}

  /** A field {@code uses}, with its place in the document. */
  record Uses(Map<String, Integer> amounts, int offset, @Nullable String place) {

    /** Reports what the run has not, or not so much of. */
    void check(Map<String, Integer> resources, JobErrors errors) {
      amounts.forEach(
          (name, amount) -> {
            String problem = problem(name, amount, resources);
            if (problem != null) {
              errors.add(offset, place, problem);
            }
          });
    }

    private static @Nullable String problem(
        String name, int amount, Map<String, Integer> resources) {
      Integer there = resources.get(name);
      if (there != null) {
        return amount <= there
            ? null
            : "uses %d of %s, of which there are only %d".formatted(amount, Quote.of(name), there);
      }
      String nearest = NearestName.to(name, resources.keySet());
      return "there is no resource "
          + Quote.of(name)
          + (nearest == null
              ? "; give its amount in resources of the document or by --resource NAME=N"
              : "; did you mean " + Quote.of(nearest) + "?");
    }
  }

  /** Reads the current value, an object of amounts by name. */
  static Map<String, Integer> amounts(JsonCursor json) {
    Map<String, Integer> amounts = new LinkedHashMap<>();
    if (json.isObject("an object of amounts such as {\"gpu\": 4}")) {
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
          json.report("the name of a resource must have 1 to " + MAX_NAME_CHARS + " characters");
        } else if (amounts.containsKey(name)) {
          json.report(Quote.of(name) + " is given twice; keep one");
        }
        json.next();
        Long amount = json.wholeNumber(1, Integer.MAX_VALUE, AMOUNT);
        amounts.put(name, amount == null ? 1 : amount.intValue());
      }
    }
    return amounts;
  }

  /** Reads the current value: a name, an array of names, or an object of amounts. */
  static Uses uses(JsonCursor json) {
    int offset = json.offset();
    String place = json.place();
    if (json.isText()) {
      String name = name(json);
      return new Uses(name == null ? Map.of() : Map.of(name, 1), offset, place);
    }
    return new Uses(json.isArrayStart() ? names(json) : amounts(json), offset, place);
  }

  private static Map<String, Integer> names(JsonCursor json) {
    Map<String, Integer> amounts = new LinkedHashMap<>();
    while (json.nextElement()) {
      String name = name(json);
      if (name != null && amounts.put(name, 1) != null) {
        json.report(Quote.of(name) + " is given twice; write {" + Quote.of(name) + ": 2}");
      }
    }
    return amounts;
  }

  private static @Nullable String name(JsonCursor json) {
    return json.name("the name of a resource", MAX_NAME_CHARS);
  }

  /** Returns the amounts of a run: those of the command line, and of the job where it has none. */
  static Map<String, Integer> joined(Map<String, Integer> job, Map<String, Integer> commandLine) {
    Map<String, Integer> all = new LinkedHashMap<>(job);
    all.putAll(commandLine);
    return all;
  }

  /** Reports all that do not suit the resources. */
  static void check(List<Uses> all, Map<String, Integer> resources, JobErrors errors) {
    all.forEach(uses -> uses.check(resources, errors));
  }
}
