package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
  private final Capture capture = new Capture();

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h", "help run", "run --help", "validate -h"})
  void help_goes_to_standard_output(String args) {
    assertThat(capture.run(args.split(" "))).isZero();
    assertThat(capture.out()).startsWith("Usage: java -jar supervisor.jar");
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void the_help_of_run_names_every_option_of_the_contract_and_all_exit_codes() {
    capture.run("run", "--help");
    assertThat(capture.out())
        .contains(
            "-j, --workers",
            "--results",
            "--resume",
            "--retry-failed",
            "--output",
            "-k, --keep-order",
            "--timeout")
        .contains("--retries", "--deadline", "--grace", "--halt", "--worker-classpath", "--jvm-arg")
        .contains(
            "--max-tasks-per-worker",
            "--max-worker-memory",
            "--max-crashes",
            "--progress",
            "--summary")
        .contains("--dry-run", "-q, --quiet", "-v, --verbose", "--format")
        .contains("65 / 66", "70 / 71", "73 / 74 / 75", "78", "124", "129 / 130 / 143", "141");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void the_version_goes_to_standard_output(String option) {
    assertThat(capture.run(option)).isZero();
    assertThat(capture.out())
        .startsWith("reeve ")
        .contains("Java " + Runtime.version(), System.getProperty("java.home"));
  }

  @Test
  void a_build_without_git_has_no_commit_to_tell() {
    assertThat(VersionText.commitOf("0123456789ab")).isEqualTo("0123456789ab");
    assertThat(VersionText.commitOf("${reeve.commit}")).isNull();
    assertThat(VersionText.commitOf("")).isNull();
    assertThat(VersionText.commitOf(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "task", "record"})
  void the_schemas_go_to_standard_output(String kind) {
    assertThat(capture.run("schema", kind)).as(capture.err()).isZero();
    assertThat(capture.out()).startsWith("{").contains("json-schema.org/draft/2020-12");
  }

  @Test
  void usage_and_messages_name_the_command_by_which_it_was_called() {
    System.setProperty("reeve.command", "rv");
    try {
      assertThat(capture.run("run", "--help")).isZero();
      assertThat(capture.out()).startsWith("Usage: rv run ");
      assertThat(capture.run("run")).isEqualTo(2);
      assertThat(capture.err()).endsWith("reeve: try: rv run --help\n");
    } finally {
      System.clearProperty("reeve.command");
    }
  }

  static Stream<Arguments> wrongUses() {
    return Stream.of(
        Arguments.of("", "Missing command"),
        Arguments.of("run", "Missing required parameter: 'JOB'"),
        Arguments.of("rum job.json", "there is no command \"rum\"; did you mean run?\n"),
        Arguments.of("xyzzy", "there is no command \"xyzzy\"\n"),
        Arguments.of("run --worker 3 job.json", "unknown option --worker; did you mean --workers?"),
        Arguments.of("run --worker=3 job.json", "unknown option --worker; did you mean --workers?"),
        Arguments.of("run --qqqq job.json", "unknown option --qqqq\n"),
        Arguments.of("each --res r echo", "unknown option --res\n"),
        Arguments.of("run -z job.json", "unknown option -z\n"),
        Arguments.of("each -P 4 echo ::: a", "unknown option -P: here it is -j"),
        Arguments.of("each -P4 echo ::: a", "unknown option -P4: here it is -j"),
        Arguments.of("each -I {} echo {} ::: a", "unknown option -I: {} stands for the argument"),
        Arguments.of("each --memfree=1g echo ::: a", "--memfree: here it is --min-free-memory"),
        Arguments.of("each --keep-ordr echo ::: a", "did you mean --keep-order?"),
        Arguments.of("ps x", "\"x\" is one argument too many"),
        Arguments.of("run --resume job.json", "--resume needs --results FILE"),
        Arguments.of("run --retry-failed job.json", "--retry-failed needs --results FILE"),
        Arguments.of("run --jobblog x job.json", "did you mean --joblog?"),
        Arguments.of("generate-completion", "Missing required parameter: 'bash|zsh|fish'"),
        Arguments.of("generate-completion ksh", "'ksh' is none of bash, zsh, fish"),
        Arguments.of("run --output xml job.json", "--output"),
        Arguments.of("run --progress sometimes job.json", "--progress"),
        Arguments.of("run --format yaml job.json", "--format"),
        Arguments.of("run --retries -1 job.json", "is not a whole number from 0"),
        Arguments.of("run --retries many job.json", "'many' is not a whole number"),
        Arguments.of("run --max-tasks-per-worker 0 job.json", "is not a whole number from 1"),
        Arguments.of("run --timeout soon job.json", "--timeout"),
        Arguments.of("run --workers none job.json", "--workers"),
        Arguments.of("run --halt never job.json", "--halt"),
        Arguments.of("run --max-worker-memory lots job.json", "--max-worker-memory"),
        Arguments.of("run --max-crashes -1 job.json", "--max-crashes"),
        Arguments.of("run --max-crashes few job.json", "--max-crashes"),
        Arguments.of("run --resource gpu job.json", "'gpu' is not a name and an amount"),
        Arguments.of("run --resource gpu=0 job.json", "'gpu=0' is not a name and a whole number"),
        Arguments.of("run --max-load 0 job.json", "'0' is not a number above 0"),
        Arguments.of("run --max-load high job.json", "'high' is not a number above 0"),
        Arguments.of("run --min-free-memory all job.json", "--min-free-memory"),
        Arguments.of("run --delay 0s job.json", "--delay"),
        Arguments.of("run a.json b.json", "\"b.json\" is one argument too many"),
        Arguments.of("run job.json --jvm-arg", "--jvm-arg"),
        Arguments.of("run job.json --jvm-arg=", "--jvm-arg': it is empty"),
        Arguments.of("run job.json --results=", "--results"),
        Arguments.of("run job.json --summary=", "--summary"),
        Arguments.of("run job.json --output xml", "'xml' is none of human, jsonl, raw, none"),
        Arguments.of("run job.json --progress on", "'on' is none of auto, always, never"),
        Arguments.of("run job.json --format xml", "'xml' is none of json, jsonl"),
        Arguments.of("validate", "Missing required parameter: 'JOB'"));
  }

  @ParameterizedTest
  @MethodSource("wrongUses")
  void wrong_use_is_told_on_standard_error_with_a_hint(String args, String message) {
    assertThat(capture.run(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(2);
    assertThat(capture.out()).isEmpty();
    assertThat(capture.err().lines()).allMatch(line -> line.startsWith("reeve: "));
    assertThat(capture.err()).contains(message).contains("reeve: try: java -jar supervisor.jar");
  }

  @ParameterizedTest
  @CsvSource({
    "each --header : echo {a} ::: a 1, --header has no value here",
    "each -n 0 echo ::: a, -n 0: a command needs one argument at least",
    "each --handler echo ::: a, no request for the handler is given; for example: ",
    "each ::: a, no command is given; for example: ",
  })
  void a_command_that_each_cannot_make_is_wrong_use(String args, String message) {
    assertThat(capture.run(args.split(" "))).isEqualTo(2);
    assertThat(capture.out()).isEmpty();
    assertThat(capture.err()).startsWith("reeve: " + message);
  }

  @Test
  void a_system_that_refuses_threads_is_71_in_words() {
    OutOfMemoryError fault =
        new OutOfMemoryError(
            "unable to create native thread: possibly out of memory or process/resource limits");
    assertThat(Main.onException(fault, capture.streams())).isEqualTo(71);
    assertThat(capture.err()).contains("raise ulimit -u").doesNotContain("internal error", "\tat ");
    assertThat(Main.onException(new OutOfMemoryError("Metaspace"), capture.streams()))
        .isEqualTo(70);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--version", "run --help", "handlers"})
  void a_reader_who_went_away_is_141_and_a_full_disk_74_whatever_is_printed(String args) {
    Capture readerGone = Capture.thatFails("pipe:[1]");
    assertThat(readerGone.run(args.split(" "))).isEqualTo(141);
    assertThat(readerGone.err()).isEmpty();
    Capture full = Capture.thatFails("/home/me/help.txt");
    assertThat(full.run(args.split(" "))).isEqualTo(74);
    assertThat(full.err()).contains("cannot write to standard output any more");
  }
}
