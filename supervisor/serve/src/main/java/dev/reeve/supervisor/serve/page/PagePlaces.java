package dev.reeve.supervisor.serve.page;

import dev.reeve.text.Counts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What stands in the places of the page before its script runs, as HTML. */
final class PagePlaces {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private PagePlaces() {}

  /** Returns the contents by the names of the places; the caller is under the history's lock. */
  static Map<String, String> of(RunHistory history, PageFacts facts) {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("title", escaped(facts.name() + " – Reeve"));
    places.put("name", escaped(facts.name()));
    Integer code = facts.exitCode();
    places.put("state", escaped(facts.state() + (code == null ? "" : ", exit code " + code)));
    places.put("class", code == null ? "held" : code == 0 ? "good" : "bad");
    places.put("when", "since " + TIME.format(history.startedAt().atZone(ZoneId.systemDefault())));
    places.put("message", facts.message() == null ? "" : escaped(facts.message()));
    places.put("numbers", PageTables.numbers(history.parts().ended(), history));
    long failures = history.parts().failures().total();
    places.put("failuresCount", failures == 0 ? "" : Long.toString(failures));
    places.put("failures", PageTables.failures(history.parts().failures()));
    WorkerHistory workers = history.parts().workers();
    long processes = workers.all().size() + workers.leftOut();
    places.put("workersCount", processes + (processes == 1 ? " process" : " processes"));
    places.put("workers", PageTables.workers(workers));
    places.put("handlers", PageTables.handlers(history.parts().handlers()));
    places.put("tasks", PageTables.tasks(history));
    long ended = history.parts().counts().sum();
    places.put(
        "footer",
        Counts.of(ended, "task")
            + (ended == 1 ? " has" : " have")
            + " ended; times are +since the start");
    return places;
  }

  private static String escaped(String text) {
    return new HtmlWriter().text(text).toString();
  }
}
