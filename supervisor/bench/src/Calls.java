import java.nio.file.Path;
import java.util.Arrays;

/** One call there and back to an idle pool of one, beside the least that two processes need. */
final class Calls implements Measure {
  private static final String WHAT = "one call there and back";

  @Override
  public String name() {
    return "call";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    int count = setting.options().tasks(10_000, 200);
    int rounds = setting.options().rounds();
    try (Conversation ours = setting.embedded("call", 1)) {
      ours.ask(3 * count);
      if (!setting.peers().lack(Peers.C, WHAT + ", C program over two pipes", table)) {
        Path program = compile(setting);
        compareWithC(setting, table, ours, program, "free", count, Target.atMost(3));
        compareWithC(setting, table, ours, program, "one", count, Target.NONE);
        compareWithC(setting, table, ours, program, "two", count, Target.NONE);
      }
      if (!setting.peers().lack(Peers.PYTHON, WHAT + ", Pool.apply", table)) {
        try (Conversation theirs = setting.pythonPool("apply", 1, 0)) {
          theirs.ask(count);
          double[] figures = both(rounds, ours, theirs, count);
          table.compare(
              WHAT + ", p50, Pool.apply p50",
              Unit.MICROSECONDS,
              figures[0],
              figures[2],
              Target.NONE);
          table.compare(
              WHAT + ", p99, Pool.apply p50",
              Unit.MICROSECONDS,
              figures[1],
              figures[2],
              Target.atMost(1));
        }
      }
    }
  }

  private static void compareWithC(
      Setting setting,
      Table table,
      Conversation ours,
      Path program,
      String mode,
      int count,
      Target target)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), mode);
    try (Conversation theirs = new Conversation(setting, builder)) {
      theirs.ask(count);
      double[] figures = both(setting.options().rounds(), ours, theirs, count);
      table.compare(
          WHAT + ", p50, C program over two pipes, " + where(mode),
          Unit.MICROSECONDS,
          figures[0],
          figures[2],
          target);
    }
  }

  private static String where(String mode) {
    return switch (mode) {
      case "one" -> "kept on one processor";
      case "two" -> "kept on two processors";
      default -> "wherever it runs";
    };
  }

  /** Medians of: our median, our 99th percentile, their median. */
  private static double[] both(int rounds, Conversation ours, Conversation theirs, int count)
      throws Exception {
    double[][] our = new double[2][rounds];
    double[] their = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double[] answer = ours.ask(count);
      our[0][round] = answer[0];
      our[1][round] = answer[1];
      their[round] = theirs.figure(count);
    }
    return new double[] {Rounds.median(our[0]), Rounds.median(our[1]), Rounds.median(their)};
  }

  private static Path compile(Setting setting) throws Exception {
    Path program = setting.folder().resolve("pipes");
    String source = setting.peersFolder().resolve("pipes.c").toString();
    setting.seconds(
        new ProcessBuilder(Arrays.asList("cc", "-O2", "-o", program.toString(), source)));
    return program;
  }
}
