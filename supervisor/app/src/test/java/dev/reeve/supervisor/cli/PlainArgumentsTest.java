package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.cli.terminal.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is read without picocli must be what picocli reads. */
class PlainArgumentsTest {
  private final Streams streams = new Capture().streams();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "job.json",
        "-",
        "job.jsonl -j 3",
        "-j 50% job.json",
        "--workers 2 -k job.json",
        "-q job.json --keep-order",
        "job.json --quiet -k",
        "job.json --results r.jsonl --summary /tmp/s.json",
        "--output human job.json",
        "--output jsonl job.json",
        "--output none --results r -j 1 job.json -q -k"
      })
  void plain_arguments_come_to_what_picocli_makes_of_them(String arguments) {
    RunCommand plain = PlainArguments.read(streams, null, ("run " + arguments).split(" "));
    RunCommand read = new RunCommand(streams, null);
    CommandLine commandLine = new CommandLine(read).setCaseInsensitiveEnumValuesAllowed(true);
    Converters.register(commandLine);
    commandLine.parseArgs(arguments.split(" "));

    assertThat(plain).isNotNull();
    assertThat(plain.job).usingRecursiveComparison().isEqualTo(read.job);
    assertThat(plain.pool).usingRecursiveComparison().isEqualTo(read.pool);
    assertThat(plain.output).usingRecursiveComparison().isEqualTo(read.output);
    assertThat(plain.verbosity).usingRecursiveComparison().isEqualTo(read.verbosity);
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
        "run job.json -j2",
        "run job.json --workers=2",
        "run job.json --results -",
        "run job.json --results r --results r",
        "run job.json --summary s --summary s",
        "run job.json --output xml",
        "run job.json --output none --output none",
        "run job.json --output NONE",
        "run job.json --resume",
        "run job.json -v",
        "run job.json -qk",
        "run job.json -k --keep-order",
        "run job.json -q -q",
        "run job.json --dry-run",
        "run job.json --help",
        "run job.json --timeout 5s",
        "run -- job.json",
        "run job.json --no-such-option x",
        "run --no-such-flag job.json"
      })
  void all_else_is_left_to_picocli(String arguments) {
    assertThat(PlainArguments.read(streams, null, arguments.split(" "))).isNull();
  }

  @Test
  void empty_arguments_are_left_to_picocli() {
    assertThat(PlainArguments.read(streams, null)).isNull();
    assertThat(PlainArguments.read(streams, null, "run", "")).isNull();
    assertThat(PlainArguments.read(streams, null, "run", "job.json", "--results", "")).isNull();
  }
}
