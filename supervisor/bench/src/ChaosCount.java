import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The count of all records of all rounds. It only reads files. */
final class ChaosCount {
  /** One more than the retries that tasks have. */
  private static final int MOST_ATTEMPTS = 21;

  /** Under so many deaths of workers a task is not tried again. */
  private static final int QUARANTINE = 2;

  private long tasks;
  private long records;
  private long torn;
  private long lost;
  private long doubled;
  private long strange;

  /** An ended record of a task, and the number of the supervisor that wrote it. */
  private record Ended(int run, ChaosRecord record) {}

  void add(RoundFolder round) throws IOException {
    Map<String, List<Ended>> ended = ended(round);
    for (String line : Files.readAllLines(round.job())) {
      String id = line.substring("{\"id\":\"".length(), line.indexOf("\",\"retries\""));
      tasks++;
      List<Ended> found = ended.remove(id);
      judge(round, id, found == null ? List.of() : found);
    }
    ended.keySet().forEach(id -> addStrange(round, id + " is no task"));
    try (Stream<String> messages = Files.lines(round.messages())) {
      torn += messages.filter(line -> line.contains("cut off a torn last line")).count();
    }
  }

  private Map<String, List<Ended>> ended(RoundFolder round) throws IOException {
    Map<String, List<Ended>> ended = new HashMap<>();
    List<Long> boundaries = round.boundaries();
    int run = 0;
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(round.results())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        while (run < boundaries.size() - 1 && number >= boundaries.get(run)) {
          run++;
        }
        number++;
        ChaosRecord record = ChaosRecord.of(line);
        if (record == null) {
          addStrange(round, "no record: " + line.substring(0, Math.min(200, line.length())));
        } else if (record.hasEnded()) {
          records++;
          ended.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(new Ended(run, record));
        }
      }
    }
    return ended;
  }

  private void judge(RoundFolder round, String id, List<Ended> ended) throws IOException {
    if (ended.size() != 1) {
      lost += ended.isEmpty() ? 1 : 0;
      doubled += ended.isEmpty() ? 0 : 1;
      complain(round, id + " has " + ended.size() + " ended records");
    } else if (!ended.get(0).record().whole()) {
      addStrange(round, id + ": its output is not whole");
    } else if (!isPlausible(round, ended.get(0)) || !agreesWithMarks(round, ended.get(0))) {
      addStrange(round, id + ": wrong status or attempts in " + ended.get(0));
    }
  }

  /** Where no worker is hurt, and for kinds that end alike everywhere, nothing else is right. */
  private static boolean isPlausible(RoundFolder round, Ended ended) {
    ChaosRecord record = ended.record();
    String kind = record.id().substring(0, record.id().indexOf('-'));
    int attempts = record.attempts();
    return switch (kind) {
      case "poison" -> record.status().equals("crashed") && attempts == QUARANTINE;
      case "fails" -> isHurt(round, record) || (record.status().equals("failed") && attempts == 2);
      case "slow" ->
          isHurt(round, record) || (record.status().equals("timed_out") && attempts == 2);
      default ->
          isHurt(round, record)
              || (record.status().equals("succeeded")
                  && attempts >= 1
                  && attempts <= (round.isCalm() ? 1 : MOST_ATTEMPTS));
    };
  }

  private static boolean isHurt(RoundFolder round, ChaosRecord record) {
    return !round.isCalm()
        && record.status().equals("crashed")
        && record.attempts() >= 1
        && record.attempts() <= MOST_ATTEMPTS;
  }

  /**
   * A task leaves a mark each time that its command starts. Under the supervisor that recorded its
   * end it did so once per attempt at the most, and at least once if it succeeded; under a later
   * one it must not have run at all.
   */
  private static boolean agreesWithMarks(RoundFolder round, Ended ended) throws IOException {
    ChaosRecord record = ended.record();
    if (!record.id().startsWith("mark-")) {
      return true;
    }
    List<Integer> marks = round.marks(record.id());
    long then = marks.stream().filter(run -> run == ended.run()).count();
    boolean enough = then > 0 || !record.status().equals("succeeded");
    return enough
        && then <= record.attempts()
        && marks.stream().noneMatch(run -> run > ended.run());
  }

  private void addStrange(RoundFolder round, String what) {
    strange++;
    complain(round, what);
  }

  private static void complain(RoundFolder round, String what) {
    System.out.println(what + " (" + round.path() + ")");
  }

  /** Adds what others have found. */
  void addStrange(long found) {
    strange += found;
  }

  long tasks() {
    return tasks;
  }

  boolean isGood() {
    return lost == 0 && doubled == 0 && strange == 0;
  }

  @Override
  public String toString() {
    return "tasks %d, ended records %d, torn lines cut %d, lost %d, doubled %d, strange %d"
        .formatted(tasks, records, torn, lost, doubled, strange);
  }
}
