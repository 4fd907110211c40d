package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages about the trouble of several threads with one server. */
class ServerHealthTest {
  private final List<String> messages = new ArrayList<>();
  private final List<Boolean> changes = new ArrayList<>();
  private final ServerHealth health = new ServerHealth(server(), messages::add, changes::add);

  static RedisServer server() {
    return new RedisServer(
        BrokerAddress.of("redis://example.invalid"), BrokerLogin.NONE, new QueueName("q"));
  }

  private static ServerAwayException away(String reason) {
    return new ServerAwayException(reason, new IOException(reason));
  }

  @Test
  void refusalIsToldAlsoDuringAnOutage() {
    health.failed("taker", away("no answer"));
    for (int i = 0; i < 3; i++) {
      health.failed("keeper", new BrokerException("not permitted"));
    }
    assertThat(messages).containsExactly("no answer; trying again", "not permitted; trying again");
  }

  @Test
  void outageIsToldOnceAndItsEndToo() {
    for (int i = 0; i < 5; i++) {
      health.failed("taker", away("no answer"));
      health.failed("keeper", away("still none"));
    }
    assertThat(health.isWell()).isFalse();
    health.succeeded("taker");
    health.succeeded("teller");
    assertThat(health.isWell()).isFalse();
    assertThat(messages).containsExactly("no answer; trying again");
    health.succeeded("keeper");
    health.succeeded("keeper");
    assertThat(health.isWell()).isTrue();
    assertThat(messages)
        .containsExactly(
            "no answer; trying again", "the broker redis://example.invalid answers again");
    assertThat(changes).containsExactly(false, true);
  }

  @Test
  void oneThreadInTroubleDoesNotFloodWhileAnotherSucceeds() {
    for (int i = 0; i < 100; i++) {
      health.failed("keeper", new BrokerException("not permitted"));
      health.succeeded("taker");
    }
    assertThat(messages).hasSize(1);
  }
}
