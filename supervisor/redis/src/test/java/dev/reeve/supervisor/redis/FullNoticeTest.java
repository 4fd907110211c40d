package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often people are told that a server has no room. */
class FullNoticeTest {
  private final List<String> messages = new ArrayList<>();
  private long now = -5;
  private final FullNotice notice =
      new FullNotice(
          new RedisServer(
              BrokerAddress.of("redis://h"), BrokerLogin.NONE, new QueueName("default")),
          messages::add,
          () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void serverThatStaysFullIsToldOnceHoweverOftenItTakesSome() {
    for (int i = 0; i < 100; i++) {
      notice.memoryIsFull();
      pass(Duration.ofSeconds(50));
    }
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).contains("redis://h", "--keep-records", "--results FILE");
  }

  @Test
  void serverThatIsFullAgainAfterAWhileIsToldAgain() {
    notice.queueIsFull();
    pass(Duration.ofMinutes(2));
    notice.queueIsFull();
    assertThat(messages).hasSize(2).allMatch(each -> each.startsWith("the queue at redis://h is"));
  }
}
