package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.all;
import static dev.reeve.supervisor.job.JobTexts.bytes;
import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.json;
import static dev.reeve.supervisor.job.JobTexts.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentJobTest {

  @Test
  void all_settings_are_read() throws Exception {
    Job job =
        document(
            """
            {'name': 'nightly',
             'workers': {'count': 4, 'jvmArgs': ['-Xmx256m'], 'classpath': ['handlers.jar', '/a.jar'],
                         'maxTasks': 1000, 'maxMemory': '512m',
                         'restart': {'maxCrashes': 0, 'within': '5m'}, 'env': {'LANG': 'C.UTF-8'}},
             'halt': 'soon,fail=10%', 'deadline': '2h', 'tasks': []}
            """);

    JobSettings settings = job.settings();
    assertThat(settings.name()).isEqualTo("nightly");
    assertThat(settings.workers()).isEqualTo(new WorkerCount(4, 0));
    assertThat(settings.worker().jvmArgs()).containsExactly("-Xmx256m");
    assertThat(settings.worker().classpath())
        .containsExactly(Path.of("/jobs/handlers.jar"), Path.of("/a.jar"));
    assertThat(settings.worker().env()).containsEntry("LANG", "C.UTF-8").hasSize(1);
    assertThat(settings.restarts()).isEqualTo(new RestartPolicy(0, Duration.ofMinutes(5), false));
    assertThat(settings.worker().maxTasks()).isEqualTo(1000);
    assertThat(settings.worker().maxResidentBytes()).isEqualTo(512L << 20);
    assertThat(settings.halt()).isEqualTo(new HaltRule(false, 0, 10));
    assertThat(settings.deadline()).isEqualTo(Duration.ofHours(2));
    assertThat(job.totalTasks()).isZero();
    assertThat(job.folder()).isEqualTo(JobTexts.FOLDER);
    assertThat(job.next()).isNull();
  }

  @Test
  void a_document_that_says_nothing_has_no_settings() throws Exception {
    assertThat(document("{'tasks': []}").settings()).isEqualTo(JobSettings.NONE);
  }

  @Test
  void workers_may_be_a_share_of_the_processors() throws Exception {
    JobSettings settings = document("{'tasks': [], 'workers': {'count': '50%'}}").settings();

    assertThat(settings.workers()).isEqualTo(new WorkerCount(0, 50));
  }

  @Test
  void a_task_has_all_it_says() throws Exception {
    Task task =
        tasks(
                """
                {'id': 'a', 'handler': 'file/sha256', 'payload': {'path': 'pom.xml'}, 'timeout': '5s',
                 'retries': 1, 'backoff': {'initial': '1s', 'factor': 1.5, 'max': '2s'},
                 'priority': -3, 'tags': ['x', 'y']}
                """)
            .get(0);

    assertThat(task.seq()).isEqualTo(1);
    assertThat(task.id()).isEqualTo("a");
    assertThat(task.handler()).isEqualTo("file/sha256");
    assertThat(task.payload()).hasToString("{\"path\":\"pom.xml\"}");
    assertThat(task.policy())
        .isEqualTo(
            new TaskPolicy(
                Duration.ofSeconds(5),
                1,
                new Backoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(2))));
    assertThat(task.priority()).isEqualTo(-3);
    assertThat(task.tags()).containsExactly("x", "y");
  }

  @Test
  void a_task_without_id_is_called_by_its_number_among_the_expanded() throws Exception {
    List<Task> tasks =
        tasks(
            """
            {'handler': 'echo'},
            {'id': 'r', 'handler': 'echo', 'forEach': {'range': {'from': 1, 'to': 3}}},
            {'handler': 'echo'},
            {'handler': 'echo', 'forEach': {'items': [0]}}
            """);

    assertThat(tasks)
        .extracting(Task::id)
        .containsExactly("1", "r[1]", "r[2]", "r[3]", "5", "4[1]");
    assertThat(tasks).extracting(Task::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void a_payload_keeps_its_bytes_apart_from_white_space() throws Exception {
    String written =
        """
        [ 1.0 , 1e400, -0, 12345678901234567890123, "a  b\\u0020\\"", {"x" : null , "x":1} ,\ttrue ]""";

    Task task = tasks("{'handler': 'echo', 'payload': " + written + "}").get(0);

    assertThat(task.payload())
        .hasToString(
            "[1.0,1e400,-0,12345678901234567890123,\"a  b\\u0020\\\"\",{\"x\":null,\"x\":1},true]");
  }

  @Test
  void a_payload_may_be_any_json_and_is_null_if_missing() throws Exception {
    List<Task> tasks =
        tasks(
            """
            {'handler': 'echo', 'payload': 7}, {'handler': 'echo', 'payload': 'x'},
            {'handler': 'echo', 'payload': false}, {'handler': 'echo', 'payload': null},
            {'handler': 'echo'}
            """);

    assertThat(tasks)
        .extracting(task -> task.payload().toString())
        .containsExactly("7", "\"x\"", "false", "null", "null");
  }

  @Test
  void a_command_is_a_payload_of_exec_with_an_absolute_folder() throws Exception {
    List<Task> tasks =
        tasks(
            """
            {'command': ['wc', '-l', 'a b'], 'cwd': 'sub', 'env': {'X': '1'}, 'stdin': 'té', 'okExit': [0, 1]},
            {'command': ['true']},
            {'command': ['true'], 'cwd': '.'},
            {'command': ['a | b'], 'cwd': '/tmp', 'shell': true},
            {'command': ['{item}'], 'shell': false}
            """);

    assertThat(tasks).extracting(Task::handler).containsOnly("exec");
    assertThat(tasks)
        .extracting(task -> task.payload().toString())
        .containsExactly(
            json(
                "{'command':['wc','-l','a b'],'cwd':'/jobs/sub','env':{'X':'1'},'stdin':'té','okExit':[0,1]}"),
            json("{'command':['true'],'cwd':'/jobs'}"),
            json("{'command':['true'],'cwd':'/jobs'}"),
            json("{'command':['a | b'],'cwd':'/tmp','shell':true}"),
            json("{'command':['{item}'],'cwd':'/jobs'}"));
  }

  @Test
  void the_task_goes_before_the_command_line_and_that_before_the_job() throws Exception {
    String text =
        """
        {'tasks': [{'handler': 'echo', 'timeout': '1s', 'retries': 1}, {'handler': 'echo'}],
         'defaults': {'timeout': '3s', 'retries': 3, 'backoff': {'initial': '5s'}}}
        """;
    TaskDefaults commandLine = new TaskDefaults(Duration.ofSeconds(2), null);

    List<Task> tasks =
        all(Jobs.document(bytes(json(text)), "job.json", JobTexts.FOLDER, commandLine));

    Backoff backoff = new Backoff(Duration.ofSeconds(5), 2, Duration.ofSeconds(30));
    assertThat(tasks)
        .extracting(Task::policy)
        .containsExactly(
            new TaskPolicy(Duration.ofSeconds(1), 1, backoff),
            new TaskPolicy(Duration.ofSeconds(2), 3, backoff));
  }

  @Test
  void a_backoff_that_says_one_bound_alone_gets_a_fitting_other() throws Exception {
    List<Task> tasks =
        tasks(
            """
            {'handler': 'echo', 'backoff': {'initial': '1m'}},
            {'handler': 'echo', 'backoff': {'max': '100ms', 'factor': 1}},
            {'handler': 'echo', 'backoff': {'initial': '0s'}}
            """);

    assertThat(tasks)
        .extracting(task -> task.policy().backoff())
        .containsExactly(
            new Backoff(Duration.ofMinutes(1), 2, Duration.ofMinutes(1)),
            new Backoff(Duration.ofMillis(100), 1, Duration.ofMillis(100)),
            new Backoff(Duration.ZERO, 2, Duration.ofSeconds(30)));
  }

  @Test
  void equal_policies_are_one_object() throws Exception {
    List<Task> tasks =
        tasks(
            """
            {'handler': 'echo', 'timeout': '1s'}, {'handler': 'echo', 'timeout': '1000ms'},
            {'handler': 'echo'}, {'handler': 'sleep'}
            """);

    assertThat(tasks.get(0).policy()).isSameAs(tasks.get(1).policy());
    assertThat(tasks.get(2).policy()).isSameAs(tasks.get(3).policy());
  }

  @Test
  void a_byte_order_mark_is_passed_over() throws Exception {
    assertThat(document("\uFEFF{'tasks': []}").totalTasks()).isZero();
  }

  @Test
  void after_close_there_are_no_more_tasks() throws Exception {
    Job job = document("{'tasks': [{'handler': 'echo'}, {'handler': 'echo'}]}");
    job.next();
    job.close();

    assertThat(job.next()).isNull();
  }
}
