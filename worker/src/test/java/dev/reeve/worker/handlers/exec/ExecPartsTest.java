package dev.reeve.worker.handlers.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.os.ProcessEntry;
import dev.reeve.os.SignalNames;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecPartsTest {

  @ParameterizedTest
  @CsvSource({
    "0,",
    "1,",
    "128,",
    "129,HUP",
    "130,INT",
    "137,KILL",
    "139,SEGV",
    "143,TERM",
    "159,SYS",
    "160,",
    "162,RTMIN",
    "192,RTMIN+30",
    "193,",
    "255,"
  })
  void an_exit_code_names_a_signal_as_far_as_the_number_tells(int exitCode, String signal) {
    assertThat(SignalNames.ofExitCode(exitCode)).isEqualTo(signal);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, 10, false", "10, 20, 11, true", "10, 20, 20, true", "10, 20, 21, false",
    "10, 20, 9, false", "30000, 5, 30001, true", "30000, 5, 5, true", "30000, 5, 6, false",
    "30000, 5, 30000, false", "10, 10, 11, false", "10, 10, 9, false"
  })
  void a_window_of_pids_goes_across_the_end_of_the_numbers(
      long first, long last, long pid, boolean held) {
    assertThat(PidWindow.between(first, last).holds(pid)).isEqualTo(held);
  }

  @Test
  void after_a_long_command_no_pid_is_ruled_out() {
    assertThat(PidWindow.since(10, Duration.ofMinutes(1)).holds(3)).isTrue();
  }

  @Test
  void the_few_pids_of_a_window_are_all_that_it_holds() {
    assertThat(PidWindow.between(10, 13).few()).containsExactly(11L, 12L, 13L);
    assertThat(PidWindow.between(10, 10).few()).isEmpty();
  }

  @Test
  void many_pids_unknown_ones_and_those_across_the_end_are_not_told_one_by_one() {
    assertThat(PidWindow.between(10, 1000).few()).isNull();
    assertThat(PidWindow.between(30_000, 5).few()).isNull();
    assertThat(PidWindow.since(10, Duration.ofMinutes(1)).few()).isNull();
  }

  @Test
  void a_thread_has_a_number_like_a_process_and_is_told_from_one() {
    long self = ProcessHandle.current().pid();
    String[] threads = new File("/proc/self/task").list();
    assertThat(threads).isNotNull().hasSizeGreaterThan(1);
    assertThat(threads)
        .filteredOn(it -> !ProcessEntry.isThread(Long.parseLong(it)))
        .containsExactly(String.valueOf(self));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, 17, VFORK",
    "Linux, 24, VFORK",
    "Linux, 25,",
    "Linux, 26,",
    "Mac OS X, 17,",
    "AIX, 21,"
  })
  void vfork_is_chosen_where_it_is_and_is_not_warned_of(String system, int jdk, String chosen) {
    assertThat(LaunchMechanism.best(system, jdk)).isEqualTo(chosen);
  }

  @Test
  void who_has_chosen_a_launch_mechanism_keeps_it() {
    String before = System.getProperty(LaunchMechanism.PROPERTY);
    try {
      System.setProperty(LaunchMechanism.PROPERTY, "FORK");
      LaunchMechanism.choose();
      assertThat(System.getProperty(LaunchMechanism.PROPERTY)).isEqualTo("FORK");
    } finally {
      restore(before);
    }
  }

  @Test
  void the_choice_is_made_before_the_first_command() throws Exception {
    Commands.run(Commands.command("true"));
    String best = LaunchMechanism.best(System.getProperty("os.name"), Runtime.version().feature());
    assumeTrue(best != null);
    assertThat(System.getProperty(LaunchMechanism.PROPERTY)).isEqualTo(best);
  }

  private static void restore(@Nullable String mechanism) {
    if (mechanism == null) {
      System.clearProperty(LaunchMechanism.PROPERTY);
    } else {
      System.setProperty(LaunchMechanism.PROPERTY, mechanism);
    }
  }

  @Test
  void a_process_name_with_brackets_and_spaces_does_not_confuse_the_table() {
    String line = "42 (a) S (b)) R 7 8 9 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n";
    assertThat(ProcessEntry.parse(line))
        .isEqualTo(new ProcessEntry(42, "a) S (b)", 'R', 7, 9, 12345));
  }

  @Test
  void this_process_is_in_the_table_and_pid_zero_is_not() {
    ProcessEntry self = ProcessEntry.read(ProcessHandle.current().pid());
    assertThat(self).isNotNull().matches(it -> !it.hasEnded());
    assertThat(ProcessEntry.read(0)).isNull();
  }

  @Test
  void of_a_start_problem_the_number_alone_is_read() {
    assertThat(StartProblem.of(new IOException("Cannot run: error=13, Keine Berechtigung")).errno())
        .isEqualTo(13);
    assertThat(StartProblem.of(new IOException("Exec failed, error: 24 (Too many)")).errno())
        .isEqualTo(24);
    assertThat(StartProblem.of(new IOException("something else")).errno()).isZero();
  }

  @Test
  void capped_output_is_the_head_and_the_tail_of_what_was_written() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String text = randomText(random);
      byte[] bytes = text.getBytes(UTF_8);
      CappedOutput output = new CappedOutput(40, 16);
      writeInPieces(output, bytes, random);
      assertThat(output.isTruncated()).isEqualTo(bytes.length > 40);
      assertThat(text).startsWith(output.head()).endsWith(output.tail());
      assertThat(output.head().getBytes(UTF_8)).hasSizeGreaterThan(Math.min(bytes.length, 40) - 4);
      assertThat(output.tail().getBytes(UTF_8)).hasSizeGreaterThan(Math.min(bytes.length, 16) - 4);
    }
  }

  private static String randomText(Random random) {
    String[] alphabet = {"a", "ß", "€", "🙂", "\n"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static void writeInPieces(CappedOutput output, byte[] bytes, Random random) {
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(50));
      output.write(bytes, at, length);
      at += length;
    }
  }
}
