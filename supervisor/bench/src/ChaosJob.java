import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Writer of jobs of mixed tasks. The first part of an id tells what the task does, and so how it
 * must end. One task in about fifty is poison: it kills its worker each time.
 */
final class ChaosJob {
  private static final int POISON = 50;
  private static final int MOST_LARGE = 120;
  private static final int KILOBYTE = 1_000;

  private final Random random;
  private final int tasks;

  ChaosJob(Random random, int tasks) {
    this.random = random;
    this.tasks = tasks;
  }

  /** Writes tasks of all kinds. */
  void writeMixed(RoundFolder round) throws IOException {
    write(round, "", tasks, this::mixed);
  }

  /** Writes tasks that end soon, after at most the given time. */
  void writeShort(RoundFolder round, int longestMillis) throws IOException {
    write(round, "", tasks, i -> shortTask(i, longestMillis));
  }

  /** Writes tasks with large results behind a slow first one. */
  void writeLarge(RoundFolder round) throws IOException {
    String head = sleep(0, 1_000 + random.nextInt(3_000)) + '\n';
    write(round, head, Math.min(tasks, MOST_LARGE), this::large);
  }

  private void write(RoundFolder round, String head, int count, IntFunction<String> task)
      throws IOException {
    StringBuilder lines = new StringBuilder(head);
    for (int i = 1; i <= count; i++) {
      boolean poison = random.nextInt(POISON) == 0;
      lines.append(poison ? poison(i) : task.apply(i)).append('\n');
    }
    Files.writeString(round.job(), lines);
  }

  private String mixed(int i) {
    int kind = random.nextInt(20);
    if (kind < 13) {
      return shortTask(i, 80);
    } else if (kind < 15) {
      return line(i, "tree", command("(sleep 0.2; sleep 0.1) & wait"));
    } else if (kind < 17) {
      return line(i, "fails", command("exit 7"));
    } else if (kind < 19) {
      return line(i, "hash", "\"handler\":\"file/sha256\",\"payload\":{\"path\":\"job.jsonl\"}");
    }
    return line(i, "slow", "\"timeout\":\"300ms\"," + command("sleep 60"));
  }

  private String shortTask(int i, int longestMillis) {
    int kind = random.nextInt(13);
    if (kind < 6) {
      return line(i, "echo", "\"handler\":\"echo\",\"payload\":{\"n\":" + i + "}");
    } else if (kind < 10) {
      return sleep(i, 1 + random.nextInt(longestMillis));
    }
    return line(i, "mark", command("echo $REEVE_CHAOS_RUN >> marks/$0", "mark-" + i));
  }

  private String large(int i) {
    if (random.nextInt(3) == 0) {
      return shortTask(i, 50);
    }
    int bytes = (100 + random.nextInt(800)) * KILOBYTE;
    return line(i, "large", "-" + bytes, command("yes reeve | head -c " + bytes));
  }

  private static String poison(int i) {
    return line(i, "poison", command("kill -s KILL $PPID"));
  }

  private static String sleep(int i, int millis) {
    return line(
        i, "sleep", "\"handler\":\"sleep\",\"payload\":{\"duration\":\"" + millis + "ms\"}");
  }

  private static String line(int i, String kind, String rest) {
    return line(i, kind, "", rest);
  }

  private static String line(int i, String kind, String ending, String rest) {
    String backoff = "\"backoff\":{\"initial\":\"10ms\",\"max\":\"50ms\"}";
    int retries = kind.equals("fails") || kind.equals("slow") ? 1 : 20;
    return "{\"id\":\"%s-%d%s\",\"retries\":%d,%s,%s}"
        .formatted(kind, i, ending, retries, backoff, rest);
  }

  private static String command(String script, String... arguments) {
    StringBuilder text = new StringBuilder("\"command\":[\"sh\",\"-c\",\"" + script + "\"");
    for (String argument : arguments) {
      text.append(",\"").append(argument).append('"');
    }
    return text.append(']').toString();
  }
}
