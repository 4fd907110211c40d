package dev.reeve.worker.handlers.exec;

import static dev.reeve.worker.handlers.exec.Commands.command;
import static dev.reeve.worker.handlers.exec.Commands.failure;
import static dev.reeve.worker.handlers.exec.Commands.run;
import static dev.reeve.worker.handlers.exec.Commands.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.FakeTaskContext;
import dev.reeve.worker.handlers.Payloads;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import dev.reeve.worker.handlers.exec.ExecHandler.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoProcessIsLeft.class)
class ExecHandlerTest {
  @TempDir Path folder = Path.of("");

  @Test
  void the_result_holds_output_and_exit_code() throws Exception {
    assertThat(run(shell("echo out; echo err >&2")))
        .isEqualTo(new Result(0, "out\n", "err\n", false));
  }

  @Test
  void sixty_commands_each_have_their_own_exit_code() throws Exception {
    for (int i = 0; i < 60; i++) {
      int code = i * 37 % 256;
      Request request = shell("echo number " + i + " >&2; exit " + code);
      if (code == 0) {
        assertThat(run(request).exitCode()).isZero();
      } else {
        TaskFailedException failure = failure(request);
        assertThat(failure.exitCode()).isEqualTo(code);
        assertThat(failure.type()).isEqualTo("CommandFailed");
        assertThat(failure)
            .hasMessageStartingWith("sh exited with " + code)
            .hasMessageEndingWith(": number " + i);
      }
    }
  }

  @Test
  void an_expected_exit_code_is_a_success() throws Exception {
    Request request =
        new Request(List.of("sh", "-c", "exit 9"), null, Map.of(), null, false, List.of(0, 9));
    assertThat(run(request).exitCode()).isEqualTo(9);
  }

  @Test
  void the_error_names_the_signal_and_the_last_line_of_standard_error() {
    TaskFailedException failure = failure(shell("echo last words >&2; kill -SEGV $$"));
    assertThat(failure.exitCode()).isEqualTo(139);
    assertThat(failure.signal()).isEqualTo("SEGV");
    assertThat(failure.stderrTail()).isEqualTo("last words\n");
    assertThat(failure).hasMessage("sh exited with 139 (signal SEGV): last words");
  }

  @Test
  void the_error_carries_the_last_four_kibibytes_of_standard_output_too() {
    TaskFailedException failure = failure(shell("seq 100000; echo oops >&2; exit 1"));
    assertThat(failure.stdoutTail()).hasSize(4096).endsWith("\n99999\n100000\n");
    assertThat(failure.stderrTail()).isEqualTo("oops\n");
  }

  @Test
  void the_error_carries_the_last_four_kibibytes_of_standard_error() {
    TaskFailedException failure = failure(shell("seq 100000 >&2; exit 1"));
    assertThat(failure.stderrTail()).hasSize(4096).endsWith("\n99999\n100000\n");
    assertThat(failure).hasMessage("sh exited with 1: 100000");
  }

  @Test
  void arguments_reach_the_program_unchanged() throws Exception {
    List<String> arguments =
        List.of(
            "",
            " ",
            "a b",
            "'",
            "\"",
            "\"quoted\"",
            "'q'",
            "back\\slash",
            "$HOME",
            "`id`",
            "*",
            "~",
            "line\nbreak",
            "tab\t",
            "-n",
            "--",
            "${x}",
            "a=b",
            "%s",
            " lead",
            "\r");
    String[] command = new String[arguments.size() + 2];
    command[0] = "printf";
    command[1] = "%s\\0";
    IntStream.range(0, arguments.size()).forEach(i -> command[i + 2] = arguments.get(i));
    assertThat(run(command(command)).stdout()).isEqualTo(String.join("\0", arguments) + "\0");
  }

  @Test
  void characters_that_the_locale_cannot_express_are_refused_and_never_replaced() throws Exception {
    String text = "ünïcödé 漢字 🙂";
    Request request =
        new Request(
            List.of("sh", "-c", "echo $X-$0", text),
            null,
            Map.of("X", text),
            null,
            false,
            List.of(0));
    if (CommandStart.argumentCharset().newEncoder().canEncode(text)) {
      assertThat(run(request).stdout()).isEqualTo(text + "-" + text + "\n");
    } else {
      assertThat(failure(request)).hasMessageContaining("run it with LANG=C.UTF-8");
    }
  }

  @Test
  void the_program_name_is_used_unchanged() throws Exception {
    Path program = Files.writeString(folder.resolve(" od\\d 'name' "), "#!/bin/sh\necho \"$1\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(run(command(program.toString(), "x")).stdout()).isEqualTo("x\n");
  }

  @Test
  void there_is_no_shell_unless_requested() throws Exception {
    assertThat(run(command("echo", "a;", "echo", "b", "|", "cat", "$HOME", "*")).stdout())
        .isEqualTo("a; echo b | cat $HOME *\n");
    assertThat(failure(command("echo hello")).type()).isEqualTo("CommandNotStarted");
    assertThat(run(shell("echo a; echo b | cat")).stdout()).isEqualTo("a\nb\n");
  }

  @Test
  void a_script_has_its_arguments_as_parameters_and_never_as_code() throws Exception {
    String item = "a b;$(exit 9)'\"`\n*";
    List<String> command = List.of("printf %s \"$1\"; exit $#", item);
    Request request = new Request(command, null, Map.of(), null, true, List.of(1));
    assertThat(run(request).stdout()).isEqualTo(item);
  }

  @Test
  void the_program_is_searched_on_the_path_that_the_command_sets() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path tool = Files.writeString(bin.resolve("own-tool"), "#!/bin/sh\necho own $PATH");
    Files.writeString(folder.resolve("own-tool"), "not executable");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    for (String path : List.of("/nonexistent:" + bin, "bin", ":bin:")) {
      assertThat(run(withPath(path, "own-tool")).stdout()).isEqualTo("own " + path + "\n");
    }
    assertThat(failure(withPath("/nonexistent:" + folder, "own-tool")))
        .hasMessageContaining("no such program on the PATH that env sets: /nonexistent:" + folder);
    assertThat(run(withPath("/nonexistent", "/bin/echo", "a")).stdout()).isEqualTo("a\n");
  }

  private Request withPath(String path, String... command) {
    return new Request(
        List.of(command), folder.toString(), Map.of("PATH", path), null, false, List.of(0));
  }

  @Test
  void ten_megabytes_of_output_are_capped_and_do_not_block_the_command() throws Exception {
    Result result = run(shell("yes 1234567 | head -c 10000000; yes e | head -c 10000000 >&2"));
    assertThat(result.truncated()).isTrue();
    assertThat(result.stdout()).hasSize(1 << 20).startsWith("1234567\n1234567\n");
    assertThat(result.stderr()).hasSize(1 << 20);
  }

  @Test
  void output_that_just_fits_is_not_truncated() throws Exception {
    Result result = run(shell("head -c 1048576 /dev/zero"));
    assertThat(result.truncated()).isFalse();
    assertThat(result.stdout()).hasSize(1 << 20);
  }

  @Test
  void broken_utf_8_is_replaced() throws Exception {
    assertThat(run(command("printf", "a\\377b\\303\\244")).stdout()).isEqualTo("a\uFFFDbä");
  }

  @Test
  void standard_input_is_the_text_in_utf_8() throws Exception {
    String text = "ä€🙂\n".repeat(50_000);
    assertThat(run(withStdin("cat", text)).stdout()).isEqualTo(text);
    assertThat(run(withStdin("true", text)).exitCode()).isZero();
  }

  @Test
  void without_a_text_standard_input_is_empty() throws Exception {
    assertThat(run(command("wc", "-c")).stdout().strip()).isEqualTo("0");
  }

  @Test
  void variables_are_added_to_the_inherited_ones() throws Exception {
    Request request =
        new Request(
            List.of("env", "-0"), null, Map.of("X", "1\n2", "EMPTY", ""), null, false, List.of(0));
    assertThat(run(request).stdout().split("\0"))
        .contains("X=1\n2", "EMPTY=", "PATH=" + System.getenv("PATH"));
  }

  @Test
  void the_command_runs_in_its_working_directory() throws Exception {
    Request request =
        new Request(List.of("pwd", "-P"), folder.toString(), Map.of(), null, false, List.of(0));
    assertThat(run(request).stdout()).isEqualTo(folder.toRealPath() + "\n");
  }

  @Test
  void a_relative_program_is_found_from_the_working_directory() throws Exception {
    Path program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\necho tool\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Request request =
        new Request(List.of("./tool"), folder.toString(), Map.of(), null, false, List.of(0));
    assertThat(run(request).stdout()).isEqualTo("tool\n");
  }

  @Test
  void a_command_that_cannot_be_started_is_reported_with_the_reason() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    Path orphan = Files.writeString(folder.resolve("orphan"), "#!/no/such/interpreter\n");
    assertThat(orphan.toFile().setExecutable(true)).isTrue();
    assertThat(failure(command("no-such-program-here")))
        .hasMessageContaining(
            "'no-such-program-here' was not started: there is no such program on the PATH");
    assertThat(failure(command("/no/such/file")))
        .hasMessageEndingWith("there is no file /no/such/file");
    assertThat(failure(command(plain.toString()))).hasMessageContaining("not executable");
    assertThat(failure(command(orphan.toString()))).hasMessageContaining("interpreter");
    assertThat(failure(command(folder.toString()))).hasMessageContaining("not executable");
    assertThat(failure(command("true", "x".repeat(4_000_000)))).hasMessageContaining("too long");
  }

  @Test
  void a_bad_working_directory_is_reported() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(failure(in(folder.resolve("gone")))).hasMessageEndingWith("gone does not exist");
    assertThat(failure(in(file)))
        .hasMessageEndingWith("file is not a folder")
        .extracting(TaskFailedException::type)
        .isEqualTo("CommandNotStarted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}|command: is missing",
        "{'command':[]}|command: is missing",
        "{'command':['']}|command[0]: must name a program",
        "{'command':['a',null]}|command[1]: must be text, not null",
        "{'command':['a\\u0000']}|command[0]: holds a NUL",
        "{'command':['a'],'cwd':''}|cwd: must name a folder",
        "{'command':['a'],'env':{'A=B':'x'}}|env: the name 'A=B'",
        "{'command':['a'],'env':{'':'x'}}|env: holds a variable without a name",
        "{'command':['a'],'env':{'A':null}}|env.A: must be text",
        "{'command':['a'],'stdin':'b\\ud800'}|stdin: holds half of a surrogate pair",
        "{'command':['a'],'okExit':[]}|okExit: must hold",
        "{'command':['a'],'okExit':[256]}|okExit: an exit code is 0 to 255; found 256",
        "{'command':['a'],'okExits':[0]}|okExits"
      })
  void an_invalid_request_is_rejected_and_the_field_named(String example) {
    String[] parts = example.split("\\|", 2);
    assertThatThrownBy(() -> Payloads.read(parts[0], Request.class)).hasMessageContaining(parts[1]);
  }

  @Test
  void a_field_missing_in_a_request_has_its_default() {
    Request request = Payloads.read("{'command':['a','b']}", Request.class);
    assertThat(request)
        .isEqualTo(new Request(List.of("a", "b"), null, Map.of(), null, false, List.of(0)));
  }

  @Test
  void a_cancelled_task_starts_no_command() {
    FakeTaskContext context = new FakeTaskContext();
    context.cancel(new Thread());
    Path trace = folder.resolve("trace");
    assertThatThrownBy(() -> run(command("touch", trace.toString()), context))
        .isInstanceOf(InterruptedException.class);
    assertThat(trace).doesNotExist();
  }

  private Request in(Path cwd) {
    return new Request(List.of("true"), cwd.toString(), Map.of(), null, false, List.of(0));
  }

  private static Request withStdin(String program, String text) {
    return new Request(List.of(program), null, Map.of(), text, false, List.of(0));
  }
}
