import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The supervisors that are started here, which all have the same cache, state and temporary folders
 * below that of the program. Each process below them inherits a mark in its environment.
 */
final class ChaosSupervisors {
  static final int KILLED = 137;
  static final int TERMINATED = 143;

  private static final Duration TO_LEAVE = Duration.ofSeconds(30);

  private final Path target;
  private final Path folder;
  private final int workers;
  private final ChaosTally tally;
  private final String mark = "reeve-chaos-" + ProcessHandle.current().pid();
  private final Set<Long> pids = new TreeSet<>();

  /** Creates the folders. */
  ChaosSupervisors(Path target, Path folder, int workers, ChaosTally tally) throws IOException {
    this.target = target;
    this.folder = folder;
    this.workers = workers;
    this.tally = tally;
    for (String name : List.of("cache", "state", "tmp")) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  /** Starts a run of the round's job that keeps its records in the round's file. */
  Process resume(RoundFolder round) throws IOException {
    return start(round, List.of(), "--results", "results.jsonl", "--resume");
  }

  /** Starts a run of the round's job. */
  Process start(RoundFolder round, List<String> jvmArgs, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.addAll(jvmArgs);
    command.addAll(List.of("-jar", target.resolve("supervisor.jar").toString()));
    return start(round, command, List.of(options));
  }

  /** Starts such a run by the launcher. */
  Process launch(RoundFolder round, String... options) throws IOException {
    return start(round, List.of(target.resolve("reeve").toString()), List.of(options));
  }

  private Process start(RoundFolder round, List<String> program, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("run", "job.jsonl", "-j", String.valueOf(workers), "--grace", "2s"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).directory(round.path().toFile());
    builder.environment().put("REEVE_CHAOS", mark);
    builder.environment().put("REEVE_CHAOS_RUN", String.valueOf(round.boundaries().size()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(round.messages().toFile()));
    Process process = builder.start();
    pids.add(process.pid());
    tally.add("supervisors");
    return process;
  }

  /**
   * Waits for the end of a supervisor and notes it in the folder of the round. One that hangs is a
   * complaint, and is killed.
   */
  int join(RoundFolder round, Process process) throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      tally.complain(round, "supervisor " + process.pid() + " hangs");
      process.destroyForcibly().waitFor();
    }
    round.noteBoundary();
    tally.add("exit code " + process.exitValue());
    return process.exitValue();
  }

  /** Waits for the end of a supervisor that must do all that is left. */
  void joinLast(RoundFolder round, Process process) throws IOException, InterruptedException {
    int exitCode = join(round, process);
    if (exitCode != 0 && exitCode != 1) {
      tally.complain(round, "exit code " + exitCode + " of a run that nobody troubled");
    }
  }

  /** Makes one run that nobody troubles, as the next user of this machine would. */
  void ordinaryRun(RoundFolder round) throws IOException, InterruptedException {
    Files.writeString(round.job(), "{\"id\":\"echo-1\",\"retries\":0,\"handler\":\"echo\"}\n");
    joinLast(round, resume(round));
  }

  /** Returns the process ids of all supervisors so far. */
  Set<Long> pids() {
    return pids;
  }

  /** Waits until all processes have gone; returns how many have not after a while. */
  long awaitNobodyLeft() throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_LEAVE.toNanos();
    List<String> found = marked();
    while (!found.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
      found = marked();
    }
    found.forEach(process -> System.out.println("left: " + process));
    return found.size();
  }

  /** Returns the processes that inherited the mark in their environment. */
  private List<String> marked() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(ChaosSupervisors::isProcess).toList()) {
        try {
          if (Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
              .contains("REEVE_CHAOS=" + mark + '\0')) {
            found.add(
                process.getFileName() + " " + Files.readString(process.resolve("comm")).strip());
          }
        } catch (IOException e) {
          // it has gone
        }
      }
    }
    return found;
  }

  private static boolean isProcess(Path path) {
    return Character.isDigit(path.getFileName().toString().charAt(0));
  }

  /** Sends a signal. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, String.valueOf(pid))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
