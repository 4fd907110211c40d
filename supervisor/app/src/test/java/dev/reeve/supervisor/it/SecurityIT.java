package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job, its environment or a stranger's files must not be able to do. */
class SecurityIT {
  private static final String SECRET = "swordfish-4711";

  @TempDir Path folder;

  @Test
  void variables_that_change_every_program_do_not_reach_workers_or_commands() throws Exception {
    job("{\"id\":\"env\",\"command\":[\"env\"]}");
    Finished run =
        Reeve.in(folder)
            .env("JAVA_TOOL_OPTIONS", "-Dinherited=1")
            .env("JDK_JAVA_OPTIONS", "-Dinherited=2")
            .env("_JAVA_OPTIONS", "-Dinherited=3")
            .env("LD_PRELOAD", "/inherited.so")
            .env("HARMLESS", "yes")
            .run("run", "job.jsonl", "-j", "1");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.record("env")).contains("HARMLESS=yes").doesNotContain("inherited");
  }

  @Test
  void variables_that_the_job_sets_reach_them() throws Exception {
    Files.writeString(
        folder.resolve("job.json"),
        """
        {"workers": {"count": 1, "env": {"JDK_JAVA_OPTIONS": "-Dwanted=1"}},
         "tasks": [{"id": "env", "command": ["env"], "env": {"OWN": "2"}}]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.record("env")).contains("JDK_JAVA_OPTIONS=-Dwanted=1", "OWN=2");
  }

  @Test
  void payloads_and_the_environment_stay_out_of_messages_whatever_goes_wrong() throws Exception {
    String payload = "\"payload\":\"" + SECRET + "\"";
    String env = "\"env\":{\"PASSWORD\":\"" + SECRET + "\"}";
    job(
        """
        {"id":"unknown","handler":"no/such",%1$s}
        {"id":"mapped","handler":"file/sha256","payload":{"path":1,"x":"%3$s"}}
        {"id":"exits","handler":"bad/exit",%1$s}
        {"id":"stack","handler":"bad/stack",%1$s}
        {"id":"result","handler":"bad/result",%1$s}
        {"id":"prints","handler":"bad/print",%1$s}
        {"id":"spins","handler":"bad/spin",%1$s,"timeout":"500ms","retries":1}
        {"id":"missing","command":["/no/such/program"],%2$s}
        {"id":"fails","command":["false"],%2$s,"stdin":"%3$s","retries":1}
        {"id":"dies","command":["kill -KILL $PPID; sleep 60"],"shell":true,%2$s}
        {"id":"bad field","handler":"echo",%1$s,"nonsense":true}
        {"id":"bad json","handler":"echo",%1$s
        """
            .formatted(payload, env, SECRET));
    Finished run =
        Reeve.in(folder)
            .env("ALSO_SECRET", SECRET)
            .env("XDG_STATE_HOME", folder.resolve("state").toString())
            .run(
                "run",
                "job.jsonl",
                "-j",
                "1",
                "--grace",
                "300ms",
                "--results",
                "results",
                "--summary",
                "summary.json",
                "--worker-classpath",
                Reeve.BAD_HANDLERS);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).isNotEmpty().doesNotContain(SECRET);
    assertThat(Reeve.text(folder.resolve("summary.json"))).doesNotContain(SECRET);
    assertThat(logs())
        .isNotEmpty()
        .allSatisfy(log -> assertThat(Reeve.text(log)).doesNotContain(SECRET));
  }

  @Test
  void logs_of_workers_can_be_read_by_their_owner_alone() throws Exception {
    job("{\"id\":\"p\",\"handler\":\"bad/print\",\"payload\":1}");
    Finished run =
        Reeve.in(folder)
            .under("sh", "-c", "umask 0; exec \"$@\"", "sh")
            .env("XDG_STATE_HOME", folder.resolve("state").toString())
            .run("run", "job.jsonl", "-j", "1", "--worker-classpath", Reeve.BAD_HANDLERS);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(logs()).hasSize(1);
    Path log = logs().get(0);
    assertThat(Files.getPosixFilePermissions(log))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(log.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void what_it_creates_can_be_read_by_its_owner_alone() throws Exception {
    job("{\"id\":\"e\",\"handler\":\"echo\"}");
    Finished run =
        Reeve.in(folder)
            .under("sh", "-c", "umask 0; exec \"$@\"", "sh")
            .run("run", "job.jsonl", "--results", "results", "--summary", "summary");
    assertThat(run.exitCode()).as(run.err()).isZero();
    for (String file : new String[] {"results", "summary"}) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void a_symbolic_link_in_place_of_the_results_is_refused() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Files.createSymbolicLink(folder.resolve("results"), target);
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("not yet"));
    job("{\"id\":\"e\",\"handler\":\"echo\"}");
    for (String link : new String[] {"results", "dangling"}) {
      Finished run = Reeve.in(folder).run("run", "job.jsonl", "--results", link);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(73);
      assertThat(run.err()).contains("symbolic link");
    }
    assertThat(target).hasContent("precious");
    assertThat(folder.resolve("not yet")).doesNotExist();
  }

  @Test
  void a_symbolic_link_in_place_of_the_summary_is_replaced_and_not_followed() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Files.createSymbolicLink(folder.resolve("summary"), target);
    job("{\"id\":\"e\",\"handler\":\"echo\"}");
    Finished run = Reeve.in(folder).run("run", "job.jsonl", "--summary", "summary");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(target).hasContent("precious");
    assertThat(Files.isSymbolicLink(folder.resolve("summary"))).isFalse();
    assertThat(Reeve.text(folder.resolve("summary"))).contains("\"succeeded\":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.ProcessBuilder",
        "dev.reeve.worker.handlers.EchoHandler",
        "dev/reeve/worker/handlers/EchoHandler",
        "dev.reeve.supervisor.testing.BadHandlers$Exit",
        "../echo"
      })
  void a_class_is_no_handler_only_registered_names_are(String name) throws Exception {
    job("{\"id\":\"c\",\"handler\":\"" + name + "\",\"payload\":7}");
    Finished run =
        Reeve.in(folder)
            .run("run", "job.jsonl", "-j", "1", "--worker-classpath", Reeve.BAD_HANDLERS);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.record("c")).contains("\"status\":\"failed\"").doesNotContain("crashed");
  }

  @Test
  void a_payload_cannot_choose_the_class_it_becomes() throws Exception {
    job(
        """
        {"id":"at","handler":"file/sha256","payload":{"@class":"java.net.URL","path":"job.jsonl"}}
        {"id":"array","handler":"file/sha256","payload":["java.net.URL",{"path":"job.jsonl"}]}
        {"id":"path","handler":"file/sha256","payload":{"path":["java.net.URL","http://x"]}}
        """);
    Finished run = Reeve.in(folder).run("run", "job.jsonl", "-j", "1");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.record("at")).contains("\"status\":\"failed\"", "@class");
    assertThat(run.record("array")).contains("\"status\":\"failed\"");
    assertThat(run.record("path")).contains("\"status\":\"failed\"");
  }

  @Test
  void a_command_never_goes_through_a_shell() throws Exception {
    job(
        """
        {"id":"a","command":["/usr/bin/printf","<%s>","; touch pwned","$(touch pwned)","`touch pwned`",\
        "| touch pwned","&& touch pwned","> pwned","*","~","$HOME","\\"","'","\\\\","\\n"," ",""]}
        {"id":"b","command":["touch pwned"]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.jsonl", "-j", "1");
    assertThat(run.record("a"))
        .contains(
            "\"stdout\":\"<; touch pwned><$(touch pwned)><`touch pwned`><| touch pwned>"
                + "<&& touch pwned><> pwned><*><~><$HOME><\\\"><'><\\\\><\\n>< ><>\"");
    assertThat(run.record("b")).contains("CommandNotStarted");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void an_item_with_metacharacters_reaches_its_command_as_it_is() throws Exception {
    Files.writeString(
        folder.resolve("job.json"),
        """
        {"tasks": [{"id": "i", "forEach": {"items": ["; touch pwned", "$(touch pwned)"]},
                    "command": ["/usr/bin/printf", "%s", "{item}"]}]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.json");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.record("i[1]")).contains("\"stdout\":\"; touch pwned\"");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void programs_of_the_system_are_never_looked_for_on_the_path() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : new String[] {"java", "setsid", "kill", "sh"}) {
      Path fake = Files.writeString(bin.resolve(program), "#!/bin/sh\n/bin/touch pwned\n");
      Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    }
    job(
        "{\"id\":\"s\",\"handler\":\"bad/spin\",\"timeout\":\"300ms\"}\n"
            + "{\"id\":\"e\",\"command\":[\"echo ok\"],\"shell\":true}\n");
    Finished run =
        Reeve.in(folder)
            .env("PATH", bin.toString())
            .run(
                "run",
                "job.jsonl",
                "-j",
                "1",
                "--grace",
                "200ms",
                "--worker-classpath",
                Reeve.BAD_HANDLERS);
    assertThat(run.record("s")).contains("\"status\":\"timed_out\"");
    assertThat(run.record("e")).contains("\"stdout\":\"ok\\n\"");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void a_line_past_a_limit_fails_alone() throws Exception {
    job(
        String.join(
            "\n",
            echo("deep", "[".repeat(100_000) + "]".repeat(100_000)),
            echo("number", "9".repeat(5_000)),
            echo("name", "{\"" + "n".repeat(100_000) + "\":1}"),
            echo("text", "\"" + "x".repeat(17 << 20) + "\""),
            echo("huge", "\"" + "y".repeat(40 << 20) + "\""),
            echo("last", "1")));
    Finished run = Reeve.in(folder).run("run", "job.jsonl", "-j", "1", "-k");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.records()).hasSize(6);
    assertThat(run.records().subList(0, 5))
        .allSatisfy(record -> assertThat(record).contains("\"status\":\"failed\""));
    assertThat(run.records().get(5)).contains("\"status\":\"succeeded\"");
  }

  private static String echo(String id, String payload) {
    return "{\"id\":\"" + id + "\",\"handler\":\"echo\",\"payload\":" + payload + "}";
  }

  private void job(String lines) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), lines);
  }
}
