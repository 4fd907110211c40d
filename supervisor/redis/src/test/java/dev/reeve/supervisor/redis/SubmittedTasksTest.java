package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tasks whose records a submitter waits for, without a server. */
class SubmittedTasksTest {
  private final SubmittedTasks tasks = new SubmittedTasks();
  private final List<TaskResult> results = new ArrayList<>();

  private SubmittedTask task(long seq, String id) {
    return new SubmittedTask(Task.of(seq, id, "echo", Json.NULL), results::add, true);
  }

  @Test
  void refusalOfATaskIsDeliveredWhileOneWithItsIdWaits() throws InterruptedException {
    SubmittedTask first = task(1, "a");
    SubmittedTask second = task(2, "a");
    assertThat(tasks.add(first)).isTrue();
    assertThat(tasks.add(second)).isFalse();
    tasks.delivered(SubmittedTasks.idTaken(second), second);
    assertThat(results).extracting(TaskResult::seq).containsExactly(2L);
    assertThat(tasks.get("a")).isSameAs(first);
    tasks.ended(first, SubmittedTasks.failed(first, "Any", "it failed"));
    tasks.ended(first, SubmittedTasks.failed(first, "Any", "it failed again"));
    assertThat(results).extracting(TaskResult::seq).containsExactly(2L, 1L);
    assertThat(tasks.counts()).containsEntry(TaskStatus.FAILED, 2L);
    tasks.awaitFewerThan(1);
  }

  @Test
  void skippedTaskTellsWhereItMayBe() {
    SubmittedTask unsent = task(1, "unsent");
    SubmittedTask sending = task(2, "sending");
    SubmittedTask unanswered = task(3, "unanswered");
    SubmittedTask accepted = task(4, "accepted");
    sending.setSending(true);
    unanswered.setMaybeSent();
    accepted.setMaybeSent();
    accepted.setAccepted(true);
    for (SubmittedTask each : List.of(unsent, sending, unanswered, accepted)) {
      assertThat(tasks.add(each)).isTrue();
      tasks.skipped(each, "signal INT");
    }
    assertThat(results)
        .extracting(each -> each.status() + " " + each.error().message())
        .containsExactly(
            "SKIPPED signal INT",
            "SKIPPED signal INT; it may be in the queue of the broker",
            "SKIPPED signal INT; it may be in the queue of the broker",
            "SKIPPED signal INT; it stays in the queue of the broker");
  }
}
