package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.document;
import static dev.reeve.supervisor.job.JobTexts.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.job.JobSchedule.Overlap;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobScheduleTest {

  @Test
  void a_document_may_have_schedules_each_with_its_task() throws Exception {
    Job job =
        document(
            """
            {'defaults': {'retries': 2}, 'resources': {'db': 1}, 'tasks': [], 'schedules': [
              {'every': '10m', 'task': {'id': 'poll', 'handler': 'echo', 'payload': [1]}},
              {'cron': '0 3 * * *', 'overlap': 'queue',
               'task': {'id': 'nightly', 'command': ['./dump'], 'timeout': '1h', 'uses': 'db'}}]}
            """);
    assertThat(job.schedules()).hasSize(2);
    JobSchedule poll = job.schedules().get(0);
    assertThat(poll.id()).isEqualTo("poll");
    assertThat(poll.every()).isEqualTo(Duration.ofMinutes(10));
    assertThat(poll.cron()).isNull();
    assertThat(poll.overlap()).isEqualTo(Overlap.SKIP);
    assertThat(poll.task().payload()).hasToString("[1]");
    assertThat(poll.task().policy().retries()).isEqualTo(2);
    JobSchedule nightly = job.schedules().get(1);
    assertThat(nightly.cron()).isEqualTo("0 3 * * *");
    assertThat(nightly.overlap()).isEqualTo(Overlap.QUEUE);
    assertThat(nightly.place()).isEqualTo("schedules[1]");
    assertThat(nightly.task().handler()).isEqualTo("exec");
    assertThat(nightly.task().policy().timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(nightly.task().policy().uses()).isEqualTo(Map.of("db", 1));
    assertThat(job.next()).as("a run leaves schedules out").isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'task': {'id': 'a', 'handler': 'e'}} | schedules[0]: needs one of every and cron, not none",
        "{'every': '1m', 'cron': '* * * * *', 'task': {'id': 'a', 'handler': 'e'}} | schedules[0]: needs one of every and cron, not both",
        "{'every': '1m'} | schedules[0]: needs a task",
        "{'every': '1m', 'task': {'handler': 'e'}} | schedules[0].task: needs an id",
        "{'every': '999ms', 'task': {'id': 'a', 'handler': 'e'}} | schedules[0].every: must be at least 1s",
        "{'every': 5, 'task': {'id': 'a', 'handler': 'e'}} | schedules[0].every: ",
        "{'cron': '', 'task': {'id': 'a', 'handler': 'e'}} | schedules[0].cron: ",
        "{'every': '1m', 'overlap': 'both', 'task': {'id': 'a', 'handler': 'e'}} | schedules[0].overlap: ",
        "{'every': '1m', 'task': {'id': 'a', 'handler': 'e', 'forEach': {'items': [1]}}} | schedules[0].task.forEach: is only allowed",
        "{'every': '1m', 'task': {'id': 'a', 'handler': 'e', 'needs': 'b'}} | schedules[0].task.needs: is only allowed",
        "{'every': '1m', 'task': {'id': 'a', 'handler': 'e', 'uses': 'gpu'}} | there is no resource",
        "{'evry': '1m', 'task': {'id': 'a', 'handler': 'e'}} | did you mean",
        "7 | a schedule: an object with every or cron, and a task",
      })
  void mistakes_are_told_with_their_place(String schedule, String message) throws Exception {
    assertThat(errors("{'tasks': [], 'schedules': [" + schedule + "]}"))
        .anySatisfy(error -> assertThat(error).contains(message));
  }

  @Test
  void ids_of_schedules_differ_but_may_be_those_of_tasks() throws Exception {
    String a = "{'every': '1m', 'task': {'id': 'a', 'handler': 'e'}}";
    assertThat(errors("{'tasks': [], 'schedules': [" + a + ", " + a + "]}"))
        .singleElement()
        .asString()
        .contains("task.id: the id \"a\" is taken by schedules[0]");
    Job job = document("{'tasks': [{'id': 'a', 'handler': 'e'}], 'schedules': [" + a + "]}");
    assertThat(job.schedules()).hasSize(1);
  }
}
