package dev.reeve.supervisor.serve.queue;

import static dev.reeve.supervisor.serve.queue.QueueRun.next;
import static dev.reeve.supervisor.serve.queue.QueueRun.prioritized;
import static dev.reeve.supervisor.serve.queue.QueueRun.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QueueSourceTest {
  private final TaskQueue queue = TaskQueue.inMemory(QueueBounds.DEFAULT);

  private QueuedTask submit(String id) {
    return queue.submit(submission(id)).join();
  }

  @Test
  void higher_priorities_come_first_and_equal_ones_in_their_order() throws Exception {
    for (Submission task : List.of(prioritized("a", 0), prioritized("b", 5), prioritized("c", 5))) {
      queue.submit(task).join();
    }
    assertThat(List.of(next(queue).id(), next(queue).id(), next(queue).id()))
        .containsExactly("b", "c", "a");
  }

  @Test
  void reading_waits_for_a_task_and_can_be_stopped() throws Exception {
    CompletableFuture<String> read = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                next(queue);
                next(queue);
              } catch (InterruptedException e) {
                read.complete("interrupted");
              } catch (Exception e) {
                read.completeExceptionally(e);
              }
            });
    reader.start();
    QueuedTask task = submit("a");
    await().until(() -> task.state() == TaskState.RUNNING);
    assertThat(queue.source().stopReading(reader)).isTrue();
    assertThat(read.join()).isEqualTo("interrupted");
    reader.join();
    submit("b");
    assertThatThrownBy(() -> next(queue)).isInstanceOf(InterruptedException.class);
  }
}
