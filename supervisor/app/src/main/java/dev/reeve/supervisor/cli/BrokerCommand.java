package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.cli.OutputOptions.Output;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerCounts;
import dev.reeve.supervisor.redis.BrokerException;
import dev.reeve.supervisor.redis.DeadTask;
import dev.reeve.text.Counts;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The command {@code broker}: what a queue at a broker holds, and its dead tasks. */
final class BrokerCommand {
  private static final int MOST_DEAD = 10_000;

  static final CommandOption<String> ACTION =
      CommandOption.words(
          "[counts|dead|requeue ID...|script]",
          "counts (default): what the queue holds; dead: its dead tasks; requeue: put dead tasks"
              + " into it again; script: the script by which other programs submit tasks.");

  static final CommandOption<Boolean> EVERY =
      CommandOption.flag("With requeue: all dead tasks.", "--all");

  static final CommandOption<Output> OUTPUT =
      CommandOption.single(
          ValueKind.OUTPUT,
          "human|jsonl",
          "Text (default), or a line of JSON for each server or dead task.",
          "--output");

  static final List<CommandOption<?>> ALL = all();

  private final OptionValues values;
  private final Streams streams;

  BrokerCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
  }

  private static List<CommandOption<?>> all() {
    List<CommandOption<?>> all = new ArrayList<>(List.of(ACTION, OptionTable.HELP));
    all.addAll(BrokerOptions.SERVER);
    all.add(EVERY);
    all.add(OUTPUT);
    return List.copyOf(all);
  }

  /** Does what is asked; returns the exit code. */
  int call() throws IOException, CommandAbortedException {
    List<String> words = values.all(ACTION);
    String action = words.isEmpty() ? "counts" : words.get(0);
    if (action.equals("script")) {
      print(Broker.submitScript());
      return ExitCodes.OK;
    }
    List<String> ids = words.isEmpty() ? List.of() : words.subList(1, words.size());
    requireAction(action, ids);
    try (Broker broker = BrokerOptions.open(values, streams::say)) {
      return switch (action) {
        case "dead" -> dead(broker);
        case "requeue" -> requeue(broker, new HashSet<>(ids));
        default -> counts(broker);
      };
    } catch (BrokerException e) {
      throw BrokerOptions.unusable(e);
    }
  }

  private void requireAction(String action, List<String> ids) throws CommandAbortedException {
    if (!List.of("counts", "dead", "requeue").contains(action)) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "%s is none of counts, dead, requeue and script".formatted(Printable.escaped(action)));
    }
    boolean requeues = action.equals("requeue");
    if (requeues && ids.isEmpty() == !values.has(EVERY)) {
      throw new CommandAbortedException(
          ExitCodes.USAGE, "requeue needs the ids of dead tasks, or --all");
    }
    if (!requeues && !ids.isEmpty()) {
      throw new CommandAbortedException(ExitCodes.USAGE, action + " needs no ids");
    }
  }

  private boolean isForPrograms() {
    return values.get(OUTPUT) == Output.JSONL;
  }

  private int counts(Broker broker) throws IOException {
    for (BrokerCounts each : broker.counts()) {
      print(isForPrograms() ? json(each) : text(each));
    }
    return ExitCodes.OK;
  }

  private static String text(BrokerCounts counts) {
    StringBuilder text = new StringBuilder(counts.server()).append('\n');
    line(text, "waiting", counts.waiting());
    line(text, "running", counts.running());
    line(text, "delayed", counts.delayed());
    line(text, "dead", counts.dead());
    line(text, "bytes", counts.bytes());
    if (counts.oldest() != null) {
      text.append("  %-12s %s%n".formatted("oldest", Durations.text(counts.oldest())));
    }
    new TreeMap<>(counts.happened()).forEach((name, number) -> line(text, name, number));
    new TreeMap<>(counts.supervisors())
        .forEach(
            (name, tasks) ->
                text.append("  %s holds %s%n".formatted(name, Counts.of(tasks, "task"))));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, long number) {
    text.append("  %-12s %d%n".formatted(name, number));
  }

  private static String json(BrokerCounts counts) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    out.member("server").string(counts.server());
    out.member("waiting").number(counts.waiting());
    out.member("running").number(counts.running());
    out.member("delayed").number(counts.delayed());
    out.member("dead").number(counts.dead());
    out.member("bytes").number(counts.bytes());
    if (counts.oldest() != null) {
      out.member("oldestMs").number(counts.oldest().toMillis());
    }
    numbers(out.member("happened"), counts.happened());
    numbers(out.member("supervisors"), counts.supervisors());
    out.member("usedBytes").number(counts.usedBytes());
    out.member("maxBytes").number(counts.maxBytes());
    return out.endObject().toJson() + "\n";
  }

  private static void numbers(JsonWriter out, Map<String, Long> numbers) {
    out.beginObject();
    new TreeMap<>(numbers).forEach((name, number) -> out.anyMember(name).number(number));
    out.endObject();
  }

  private int dead(Broker broker) throws IOException {
    for (DeadTask each : broker.dead(MOST_DEAD)) {
      print(
          isForPrograms()
              ? "{\"task\":%s,\"record\":%s}%n".formatted(each.task(), each.record())
              : "%s  %s%n".formatted(each.at(), Printable.escaped(each.id())));
    }
    return ExitCodes.OK;
  }

  private int requeue(Broker broker, Set<String> ids) throws IOException {
    Set<String> left = new HashSet<>(ids);
    long requeued = 0;
    long kept = 0;
    for (DeadTask each : broker.dead(MOST_DEAD)) {
      boolean isWanted = values.has(EVERY) || ids.contains(each.id());
      if (isWanted && broker.requeue(each)) {
        left.remove(each.id());
        requeued++;
      } else if (isWanted) {
        left.remove(each.id());
        kept++;
        streams.say(
            "%s stays dead: the queue has another task with this id, which has not ended"
                .formatted(Printable.escaped(each.id())));
      }
    }
    for (String each : left) {
      streams.say("no dead task has the id " + Printable.escaped(each));
    }
    print(Counts.of(requeued, "task") + "\n");
    return left.isEmpty() && kept == 0 ? ExitCodes.OK : ExitCodes.TASKS_FAILED;
  }

  private void print(String text) throws IOException {
    streams.out().write(text.getBytes(UTF_8));
  }
}
