package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.text.Durations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of the page as HTML, which are readable without a script. */
final class PageTables {
  private static final int MOST_TASKS = 500;
  private static final double NANOS_PER_MILLI = 1e6;

  private PageTables() {}

  static String duration(double millis) {
    return Durations.rounded(Math.round(millis * NANOS_PER_MILLI));
  }

  static String size(long bytes) {
    return bytes <= 0 ? "" : String.format(Locale.ROOT, "%.0f MiB", bytes / 1048576.0);
  }

  static String word(TaskStatus status) {
    return status.word().replace('_', ' ');
  }

  private static void mark(TaskStatus status, HtmlWriter out) {
    out.markup("<span class=\"mark " + status.word() + "\"></span>").text(word(status));
  }

  static String numbers(Map<TaskStatus, Long> counts, RunHistory history) {
    HtmlWriter out = new HtmlWriter();
    for (TaskStatus status : TaskStatus.values()) {
      out.markup("<div><dt>");
      mark(status, out);
      out.markup("</dt><dd>").number(counts.getOrDefault(status, 0L)).markup("</dd></div>");
    }
    number("wall time", duration(history.now()), out);
    number("run time p50", duration(history.parts().runTimes().quantileMillis(0.5)), out);
    number("run time p95", duration(history.parts().runTimes().quantileMillis(0.95)), out);
    return out.toString();
  }

  private static void number(String name, String value, HtmlWriter out) {
    out.markup("<div><dt>").text(name).markup("</dt><dd>").text(value).markup("</dd></div>");
  }

  static String running(List<RunningTask> running) {
    HtmlWriter out = new HtmlWriter();
    out.markup("<table><thead><tr><th>task<th>handler<th class=\"n\">attempt")
        .markup("<th class=\"n\">worker<th class=\"n\">for<th>progress</tr></thead><tbody>");
    for (RunningTask task : running) {
      out.markup("<tr>").cell("id", task.id()).cell("", task.handler());
      out.cell("n", Integer.toString(task.attempt())).cell("n", Integer.toString(task.slot()));
      out.cell("n", duration(task.millis()));
      String share = task.fraction() < 0 ? "" : Math.round(100 * task.fraction()) + " % ";
      out.cell("", share + (task.message() == null ? "" : task.message())).markup("</tr>");
    }
    return out.markup("</tbody></table>").toString();
  }

  static String failures(HistoryFailures failures) {
    HtmlWriter out = new HtmlWriter();
    if (failures.total() == 0) {
      out.markup("<p class=\"none\">No attempt has failed.</p>");
    }
    List<FailedAttempt> kept = failures.after(0);
    long shown = 0;
    for (FailedAttempt failure : kept) {
      failure(failure, out);
      shown++;
    }
    if (failures.leftOut() > 0) {
      out.markup("<p class=\"note\">")
          .text(failures.leftOut() + " of " + (shown + failures.leftOut()) + " are not kept here")
          .markup("</p>");
    }
    return out.toString();
  }

  private static void failure(FailedAttempt failure, HtmlWriter out) {
    out.markup("<details class=\"failure\"><summary>");
    mark(failure.status(), out);
    out.markup(" <b>").text(failure.task().id()).markup("</b> <span class=\"soft\">");
    out.text(
        failure.task().handler()
            + ", attempt "
            + failure.attempt()
            + ", after "
            + duration(failure.millis())
            + (failure.isLast() ? "" : ", tried again"));
    out.markup("</span><br>").text(failure.error().type());
    if (failure.error().message() != null) {
      out.markup(": ").text(failure.error().message());
    }
    out.markup("</summary>");
    block("stack", failure.error().stack(), out);
    block("end of standard output", failure.error().stdoutTail(), out);
    block("end of standard error", failure.error().stderrTail(), out);
    out.markup("</details>");
  }

  private static void block(String name, @Nullable String text, HtmlWriter out) {
    if (text != null && !text.isEmpty()) {
      out.markup("<h4>" + name + "</h4><pre>").lines(text).markup("</pre>");
    }
  }

  static String workers(WorkerHistory workers) {
    HtmlWriter out = new HtmlWriter();
    out.markup("<table><thead><tr><th>worker<th class=\"n\">process<th class=\"n\">tasks")
        .markup("<th class=\"n\">memory<th class=\"n\">peak<th>end</tr></thead><tbody>");
    for (WorkerLife life : workers.all()) {
      WorkerReport report = life.report();
      out.markup(report != null && report.crashed() ? "<tr class=\"crash\">" : "<tr>");
      out.cell("", life.worker().slot() + "." + life.worker().generation());
      out.cell("n", Long.toString(life.worker().pid()));
      out.cell("n", Long.toString(life.tasks()));
      out.cell("n", size(life.residentBytes())).cell("n", size(life.peakBytes()));
      out.cell("", report == null ? "alive" : ending(report)).markup("</tr>");
    }
    return out.markup("</tbody></table>").toString();
  }

  private static String ending(WorkerReport report) {
    String code = report.exitCode() == null ? "not joined" : "exit code " + report.exitCode();
    String growing = report.memory().growing() ? "; its memory only grew" : "";
    return report.reason() + ", " + code + growing;
  }

  static String handlers(HandlerTotals handlers) {
    HtmlWriter out = new HtmlWriter();
    out.markup("<table><thead><tr><th>handler<th class=\"n\">tasks<th class=\"n\">not ok")
        .markup(
            "<th class=\"n\">p50<th class=\"n\">p95<th class=\"n\">longest</tr></thead><tbody>");
    for (Map.Entry<String, HandlerTotals.Total> entry : handlers.all().entrySet()) {
      HandlerTotals.Total total = entry.getValue();
      long all = total.ended();
      out.markup("<tr>").cell("", entry.getKey()).cell("n", Long.toString(all));
      out.cell("n", Long.toString(all - total.ended(TaskStatus.SUCCEEDED)));
      out.cell("n", duration(total.quantileMillis(0.5)));
      out.cell("n", duration(total.quantileMillis(0.95)));
      out.cell("n", duration(total.longestMillis())).markup("</tr>");
    }
    return out.markup("</tbody></table>").toString();
  }

  static String tasks(RunHistory history) {
    List<TaskBar> bars = history.parts().bars().after(0);
    HtmlWriter out = new HtmlWriter();
    out.markup("<table><thead><tr><th>status<th>task<th>handler<th class=\"n\">attempt")
        .markup("<th class=\"n\">worker<th class=\"n\">start<th class=\"n\">run time")
        .markup("</tr></thead><tbody>");
    int from = Math.max(0, bars.size() - MOST_TASKS);
    for (TaskBar bar : bars.subList(from, bars.size())) {
      out.markup("<tr><td>");
      mark(bar.status(), out);
      out.markup("</td>").cell("id", bar.task().id()).cell("", bar.task().handler());
      out.cell("n", Integer.toString(bar.attempt()));
      out.cell("n", bar.slot() < 0 ? "" : Integer.toString(bar.slot()));
      out.cell("n", "+" + duration(Math.max(0, bar.startMillis())));
      out.cell("n", duration(bar.millis())).markup("</tr>");
    }
    out.markup("</tbody></table>");
    long left = from + history.parts().bars().leftOut();
    if (left > 0) {
      out.markup("<p class=\"note\">").text(left + " more attempts are not listed").markup("</p>");
    }
    return out.toString();
  }
}
