package dev.reeve.supervisor.job;

import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The needs of a document's tasks, by names while it is read, and then by the elements. */
final class DocumentNeeds {
  private final Map<Integer, List<NeedsDraft.Entry>> named = new HashMap<>();

  /** Adds the needs of an element. */
  void add(int element, NeedsDraft needs) {
    named.put(element, needs.entries());
  }

  /** Returns the graph of all needs; reports unknown ids and circles. */
  NeedsGraph resolve(int elements, DocumentIds ids, JobErrors errors) {
    List<List<Need>> needs = new ArrayList<>();
    for (int element = 0; element < elements; element++) {
      needs.add(resolve(named.getOrDefault(element, List.of()), ids, errors));
    }
    NeedsGraph graph = new NeedsGraph(needs);
    graph.circles().forEach(circle -> report(circle, errors));
    return graph;
  }

  private static List<Need> resolve(
      List<NeedsDraft.Entry> entries, DocumentIds ids, JobErrors errors) {
    List<Need> needs = new ArrayList<>();
    for (NeedsDraft.Entry entry : entries) {
      DocumentIds.Found found = ids.find(entry.name());
      if (found == null) {
        reportUnknown(entry, ids, errors);
        continue;
      }
      if (entry.name().endsWith("[*]") && !entry.values().isEmpty()) {
        errors.add(
            entry.offset(),
            entry.place(),
            "names all tasks of a template, so there is no one {needs."
                + entry.name()
                + "."
                + entry.values().iterator().next()
                + "}; name one of them, such as "
                + ids.firstOf(entry.name().substring(0, entry.name().length() - 3)));
      }
      needs.add(
          new Need(
              entry.name(), found.element(), found.ordinal(), entry.whenEnded(), entry.values()));
    }
    return List.copyOf(needs);
  }

  private static void reportUnknown(NeedsDraft.Entry entry, DocumentIds ids, JobErrors errors) {
    String name = entry.name();
    if (ids.isIncomplete()) {
      return; // it may be a task that is not known because of another error
    }
    String advice;
    if (ids.isTemplate(name)) {
      advice = Quote.of(name) + " is a template; all of its tasks are " + Quote.of(name + "[*]");
    } else {
      String nearest = errors.count() < JobErrors.MOST ? NearestName.to(name, ids.names()) : null;
      advice =
          "there is no task "
              + Quote.of(name)
              + (nearest == null ? "" : "; did you mean " + Quote.of(nearest) + "?");
    }
    errors.add(entry.offset(), entry.place(), advice);
  }

  private void report(NeedsGraph.Circle circle, JobErrors errors) {
    for (NeedsDraft.Entry entry : named.getOrDefault(circle.element(), List.of())) {
      if (entry.name().equals(circle.need())) {
        errors.add(
            entry.offset(),
            entry.place(),
            "these tasks wait for each other: " + String.join(" → ", circle.names()));
        return;
      }
    }
  }
}
