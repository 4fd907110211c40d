package dev.reeve.supervisor.cli;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes command lines of {@code run} out of the option table. */
final class RandomArguments {
  /** Valid values of each option that has values. */
  static final Map<CommandOption<?>, List<String>> VALUES =
      Map.ofEntries(
          entry(OptionTable.FORMAT, List.of("json", "jsonl", "JSON")),
          entry(OptionTable.WORKERS, List.of("4", "50%", "12.5%")),
          entry(OptionTable.TIMEOUT, List.of("250ms", "1h30m")),
          entry(OptionTable.RETRIES, List.of("0", "3", "+3")),
          entry(OptionTable.DEADLINE, List.of("2h", "10m")),
          entry(OptionTable.GRACE, List.of("0s", "5s")),
          entry(OptionTable.HALT, List.of("now,fail=1", "soon,fail=10%")),
          entry(OptionTable.WORKER_CLASSPATH, List.of("a.jar", "a.jar:b/*", "x=y", "-", ":")),
          entry(OptionTable.JVM_ARG, List.of("-Xmx256m", "-verbose:gc", "-Da=b", "--", "-k", "x")),
          entry(OptionTable.MAX_TASKS_PER_WORKER, List.of("1", "1000")),
          entry(OptionTable.MAX_WORKER_MEMORY, List.of("512k", "256m", "2G")),
          entry(OptionTable.MAX_CRASHES, List.of("0", "5", "1000")),
          entry(OptionTable.RESULTS, List.of("r.jsonl", "/tmp/r", "a=b", "-")),
          entry(OptionTable.OUTPUT, List.of("human", "jsonl", "none", "None")),
          entry(OptionTable.PROGRESS, List.of("auto", "always", "never", "NEVER")),
          entry(OptionTable.SUMMARY, List.of("summary.json", "run", "-")),
          entry(OptionTable.REPORT, List.of("page.html", "/tmp/p", "-")),
          entry(OptionTable.JOBLOG, List.of("joblog", "/tmp/log", "-")),
          entry(JobOptions.ONLY, List.of("src", "tag:a=b", "x[*]", "*")),
          entry(JobOptions.SKIP, List.of("src", "tag:slow")),
          entry(JobOptions.RESOURCE, List.of("gpu=4", "a=b=1")),
          entry(JobOptions.MAX_LOAD, List.of("4", "0.5", "1e3")),
          entry(JobOptions.MIN_FREE_MEMORY, List.of("1g", "512k")),
          entry(JobOptions.DELAY, List.of("250ms", "1h")),
          entry(JobOptions.ON_FAILURE, List.of("tell-me", "true")),
          entry(JobOptions.ON_END, List.of("mail", "a=b")),
          entry(OptionTable.EVENTS, List.of("events", "/tmp/e=f")));

  private static final List<String> JOBS = List.of("job.json", "-", "a=b.jsonl", "run", "@job");

  private static final List<String> DOUBTFUL_JOBS = List.of("", "-5", "--", "job.json");

  /** Values that are wrong for most options, or look like something else. */
  private static final List<String> DOUBTFUL_VALUES =
      List.of("", "0", "many", "-1", "-5s", "-", "--", "-k", "--results", "-j4", "=", "q=k", "é");

  private static final List<String> JUNK =
      List.of(
          "-x",
          "-kx",
          "-xk",
          "-k4",
          "-kk",
          "-q-",
          "-=",
          "---",
          "--=",
          "--no-such-option",
          "--work",
          "--keep-order=true",
          "--resume=false",
          "-k=true",
          "-v=false",
          "-vq=x",
          "-j",
          "-kj",
          "-j=",
          "-kj=",
          "--results",
          "--results=",
          "--jvm-arg",
          "-h",
          "-kh",
          "-V",
          "--",
          "@x",
          "é",
          "-é");

  private final Random random;

  RandomArguments(long seed) {
    this.random = new Random(seed);
  }

  /** Valid arguments in their usual spellings. */
  String[] usual() {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of(pick(JOBS)));
    for (CommandOption<?> option : OptionTable.RUN) {
      for (int i = times(option); i > 0; i--) {
        parts.add(
            option.isFlag()
                ? List.of(pick(option.names()))
                : spelled(option, pick(valuesOf(option))));
      }
    }
    Collections.shuffle(parts, random);
    return line(parts);
  }

  private int times(CommandOption<?> option) {
    if (option.isParameter() || option == OptionTable.HELP) {
      return 0;
    }
    if (option == OptionTable.RESULTS) {
      return 1; // others need it
    }
    return random.nextInt(option.isRepeatable() ? 3 : 2);
  }

  /** Any arguments: right and wrong ones, in all spellings. */
  String[] any() {
    List<List<String>> parts = new ArrayList<>();
    int options = random.nextInt(6);
    for (int i = 0; i < options; i++) {
      parts.add(any(pick(OptionTable.RUN)));
    }
    if (random.nextInt(8) > 0) {
      parts.add(random.nextInt(parts.size() + 1), List.of(pick(JOBS)));
    }
    return line(parts);
  }

  private List<String> any(CommandOption<?> option) {
    if (option.isParameter()) {
      return List.of(pick(random.nextBoolean() ? JUNK : DOUBTFUL_JOBS));
    }
    if (option.isFlag()) {
      return List.of(random.nextInt(3) > 0 ? pick(option.names()) : cluster());
    }
    return spelled(option, pick(random.nextInt(4) > 0 ? valuesOf(option) : DOUBTFUL_VALUES));
  }

  private static List<String> valuesOf(CommandOption<?> option) {
    return VALUES.getOrDefault(option, List.of());
  }

  private List<String> spelled(CommandOption<?> option, String value) {
    String name = pick(option.names());
    boolean isLong = name.startsWith("--");
    return switch (random.nextInt(isLong ? 2 : 4)) {
      case 0 -> List.of(name, value);
      case 1 -> List.of(name + "=" + value);
      case 2 -> List.of(name + value);
      default -> List.of("-v" + name.substring(1) + value);
    };
  }

  private String cluster() {
    StringBuilder letters = new StringBuilder("-");
    int length = 2 + random.nextInt(2);
    for (int i = 0; i < length; i++) {
      letters.append("kqvvvj4".charAt(random.nextInt(7)));
    }
    return letters.toString();
  }

  private static String[] line(List<List<String>> parts) {
    List<String> line = new ArrayList<>(List.of("run"));
    parts.forEach(line::addAll);
    return line.toArray(String[]::new);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
