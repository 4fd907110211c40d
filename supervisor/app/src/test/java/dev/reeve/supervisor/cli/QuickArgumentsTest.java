package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without picocli must be what picocli reads. */
class QuickArgumentsTest {
  private static final int LINES_PER_SEED = 1_500;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "job.json",
        "-",
        "job.jsonl -j 3",
        "-j 50% job.json",
        "-j4 job.json",
        "-j=4 job.json",
        "-kj4 job.json",
        "-kj=4 job.json",
        "-qkj 4 job.json",
        "-kq job.json",
        "-vv job.json",
        "-vqv job.json -v --verbose",
        "--workers 2 -k job.json",
        "--workers=2 job.json",
        "-q job.json --keep-order",
        "job.json --quiet -k",
        "job.json --results r.jsonl --summary /tmp/s.json",
        "job.json --results -",
        "job.json --results a=b",
        "--output human job.json",
        "--output jsonl job.json",
        "--output=none job.json",
        "--output NONE job.json",
        "--output none --results r -j 1 job.json -q -k",
        "job.json --resume --results r",
        "job.json --retry-failed --results r --resume",
        "job.json --jvm-arg -Xmx256m --jvm-arg=-verbose:gc --jvm-arg --",
        "job.json --worker-classpath a.jar --worker-classpath=b:c",
        "job.json --dry-run",
        "job.json --timeout 5s"
      })
  void usual_arguments_come_to_what_picocli_makes_of_them(String arguments) {
    requireSame(line(arguments));
  }

  static Stream<Arguments> optionsInEachSpelling() {
    return OptionTable.RUN.stream()
        .filter(option -> !option.isParameter() && option != OptionTable.HELP)
        .flatMap(
            option ->
                option.names().stream()
                    .flatMap(name -> spellings(option, name))
                    .map(spelling -> Arguments.of(option, spelling)));
  }

  private static Stream<String> spellings(CommandOption<?> option, String name) {
    if (option.isFlag()) {
      return Stream.of(name);
    }
    assertThat(RandomArguments.VALUES).as("values of %s", option).containsKey(option);
    return RandomArguments.VALUES.get(option).stream()
        .flatMap(value -> Stream.of(name + " " + value, name + "=" + value));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("optionsInEachSpelling")
  void every_option_of_run_is_read_quickly(CommandOption<?> option, String spelling) {
    String needed = option == OptionTable.RESULTS ? "" : "--results r ";
    assertThat(requireSame(line(needed + spelling + " job.json")).has(option)).isTrue();
    assertThat(requireSame(line("job.json " + needed + spelling)).count(option)).isEqualTo(1);
  }

  static LongStream seeds() {
    return LongStream.of(1, 2, 3, System.nanoTime());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void usual_random_arguments_are_read_quickly(long seed) {
    RandomArguments random = new RandomArguments(seed);
    for (int i = 0; i < LINES_PER_SEED; i++) {
      requireSame(random.usual());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_random_arguments_are_left_to_picocli_or_come_to_the_same(long seed) {
    RandomArguments random = new RandomArguments(seed);
    int valid = 0;
    int quick = 0;
    for (int i = 0; i < LINES_PER_SEED; i++) {
      String[] line = random.any();
      OptionValues expected = PicocliArguments.read(line);
      OptionValues values = QuickArguments.of(line).values();
      if (values != null) {
        assertThat(values).as("seed %d: %s", seed, Arrays.toString(line)).isEqualTo(expected);
        quick++;
      }
      valid += expected == null ? 0 : 1;
    }
    assertThat(valid).isBetween(LINES_PER_SEED / 5, LINES_PER_SEED * 4 / 5);
    assertThat(quick).isGreaterThan(valid / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "validate job.json",
        "run",
        "run -k",
        "run one.json two.json",
        "run job.json -j",
        "run job.json -j many",
        "run job.json -j 0",
        "run job.json -j 1 -j 2",
        "run job.json -j -k",
        "run job.json -jk",
        "run job.json -k4",
        "run job.json -kj",
        "run job.json -kx",
        "run job.json -kk",
        "run job.json --results r --results r",
        "run job.json --summary s --summary s",
        "run job.json --output xml",
        "run job.json --output none --output none",
        "run job.json --resume",
        "run job.json --retry-failed",
        "run job.json --quiet=true",
        "run job.json -k --keep-order",
        "run job.json -q -q",
        "run job.json --help",
        "run job.json -kh",
        "run job.json --timeout 0s",
        "run job.json --results -k",
        "run job.json --results=",
        "run job.json --jvm-arg",
        "run job.json --jvm-arg=",
        "run job.json --work 2",
        "run -- job.json",
        "run job.json --no-such-option x",
        "run --no-such-flag job.json"
      })
  void all_else_is_left_to_picocli(String arguments) {
    assertThat(QuickArguments.of(arguments.split(" ")).values()).isNull();
  }

  @Test
  void empty_arguments_are_left_to_picocli() {
    assertThat(QuickArguments.of().values()).isNull();
    assertThat(QuickArguments.of("run", "").values()).isNull();
    assertThat(QuickArguments.of("run", "job.json", "--results", "").values()).isNull();
  }

  @Test
  void what_is_understood_is_known_even_if_other_arguments_are_not() {
    QuickArguments arguments =
        QuickArguments.of("run", "--no-such-option", "--results", "r", "--dry-run=true", "job");
    assertThat(arguments.values()).isNull();
    assertThat(arguments.job()).isEqualTo("job");
    assertThat(arguments.has(OptionTable.DRY_RUN)).isTrue();
    assertThat(arguments.has(OptionTable.HELP)).isFalse();
  }

  private static OptionValues requireSame(String... line) {
    OptionValues values = QuickArguments.of(line).values();
    assertThat(values).as(Arrays.toString(line)).isNotNull().isEqualTo(PicocliArguments.read(line));
    return values;
  }

  private static String[] line(String arguments) {
    return ("run " + arguments).split(" ");
  }
}
