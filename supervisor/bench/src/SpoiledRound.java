import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A results file that another process replaces, removes, cuts off or writes to. Each time the run
 * must end with 74, and the records must be whole; when the file is in its place again, the run is
 * resumed.
 */
final class SpoiledRound implements ChaosRound {
  private static final int NOT_WRITTEN = 74;
  private static final int LONGEST_TASK = 300;
  private static final String STRANGER = "a line of another process";

  private final ChaosSupervisors supervisors;
  private final ChaosJob jobs;
  private final Random random;
  private final ChaosTally tally;
  private final int times;

  /**
   * @param times how often the file is spoiled in a round, each time in another of four ways
   */
  SpoiledRound(
      ChaosSupervisors supervisors, ChaosJob jobs, Random random, ChaosTally tally, int times) {
    this.supervisors = supervisors;
    this.jobs = jobs;
    this.random = random;
    this.tally = tally;
    this.times = times;
  }

  /** One way to spoil a file, and to put it in order when the run has ended. */
  private interface Hand {
    void spoil() throws IOException;

    void mend() throws IOException;
  }

  @Override
  public String name() {
    return "spoiled";
  }

  @Override
  public void play(RoundFolder round, long end) throws Exception {
    round.promiseCalm();
    jobs.writeShort(round, LONGEST_TASK);
    List<Hand> hands =
        new ArrayList<>(List.of(replaced(round), removed(round), cutOff(round), writtenTo(round)));
    Collections.shuffle(hands, random);
    for (Hand hand : hands.subList(0, times)) {
      spoilOnce(round, hand);
    }
    supervisors.joinLast(round, supervisors.resume(round));
  }

  private void spoilOnce(RoundFolder round, Hand hand) throws Exception {
    long before = round.records();
    Process supervisor = supervisors.resume(round);
    try {
      long wanted = before + 1 + random.nextInt(20);
      while (round.records() < wanted && supervisor.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      if (supervisor.isAlive()) {
        spoil(round, supervisor, hand);
      } else {
        supervisors.joinLast(round, supervisor);
      }
    } finally {
      supervisor.destroyForcibly();
    }
  }

  private void spoil(RoundFolder round, Process supervisor, Hand hand) throws Exception {
    hand.spoil();
    supervisor.waitFor(1, TimeUnit.MINUTES);
    hand.mend();
    int exitCode = supervisors.join(round, supervisor);
    if (exitCode != NOT_WRITTEN) {
      tally.complain(round, "exit code " + exitCode + " of a run whose results file was spoiled");
    }
    if (Files.size(round.results()) > 0 && !endsWithLine(round.results())) {
      tally.complain(round, "the last record is not whole");
    }
  }

  private Hand replaced(RoundFolder round) {
    Path moved = round.path().resolve("moved.jsonl");
    String other = random.nextBoolean() ? STRANGER : "";
    return new Hand() {
      @Override
      public void spoil() throws IOException {
        tally.add("fault: results replaced");
        Files.move(round.results(), moved);
        Files.writeString(round.results(), other);
      }

      @Override
      public void mend() throws IOException {
        if (!Files.readString(round.results()).equals(other)) {
          tally.complain(round, "the file that took the place of the results was written to");
        }
        Files.move(moved, round.results(), StandardCopyOption.REPLACE_EXISTING);
      }
    };
  }

  private Hand removed(RoundFolder round) {
    Path link = round.path().resolve("link.jsonl");
    return new Hand() {
      @Override
      public void spoil() throws IOException {
        tally.add("fault: results removed");
        Files.createLink(link, round.results());
        Files.delete(round.results());
      }

      @Override
      public void mend() throws IOException {
        if (Files.exists(round.results())) {
          tally.complain(round, "the results that were removed are there again");
        }
        Files.move(link, round.results(), StandardCopyOption.REPLACE_EXISTING);
      }
    };
  }

  /** Cuts at the end of a record: what another process cuts in two is not Reeve's to mend. */
  private Hand cutOff(RoundFolder round) {
    boolean all = random.nextBoolean();
    return new Hand() {
      @Override
      public void spoil() throws IOException {
        tally.add("fault: results cut off");
        List<String> lines = Files.readAllLines(round.results());
        int size = all ? 0 : lines.get(0).length() + 1;
        try (FileChannel file = FileChannel.open(round.results(), StandardOpenOption.WRITE)) {
          file.truncate(size);
        }
      }

      @Override
      public void mend() {
        // the records that are left are the results
      }
    };
  }

  private Hand writtenTo(RoundFolder round) {
    return new Hand() {
      @Override
      public void spoil() throws IOException {
        tally.add("fault: results written to");
        Files.writeString(round.results(), STRANGER + '\n', StandardOpenOption.APPEND);
      }

      @Override
      public void mend() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(round.results()));
        if (!lines.remove(STRANGER)) {
          tally.complain(round, "the line of another process is not whole");
        }
        Files.write(round.results(), lines);
      }
    };
  }

  private static boolean endsWithLine(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return content[content.length - 1] == '\n';
  }
}
