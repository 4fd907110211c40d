package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of queues, and keys in Redis. */
class QueueNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "predict", "A.b-c_9", "default"})
  void nameIsInAllKeysAsTheirTag(String name) {
    QueueName queue = new QueueName(name);
    String key = "reeve:1:{" + name + "}";
    assertThat(queue.key()).isEqualTo(key.getBytes(UTF_8));
    assertThat(queue.tasks())
        .containsExactly(key + ":tasks:high", key + ":tasks:normal", key + ":tasks:low");
    assertThat(queue.task("x")).isEqualTo(key + ":task:x");
    assertThat(queue.records("me")).isEqualTo(key + ":records:me");
    assertThat(queue.delayed()).startsWith(key);
    assertThat(queue.dead()).startsWith(key);
    assertThat(queue.bytes()).startsWith(key);
    assertThat(queue.counts()).startsWith(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a{b", "a}b", "a:b", "ä", "a\n", "*", "a/b"})
  void whatIsNoNameIsRefusedAndShown(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueName(name))
        .withMessageContaining("is no name of a queue");
  }

  @Test
  void nameHasABound() {
    assertThat(new QueueName("x".repeat(100)).text()).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> new QueueName("x".repeat(101)));
  }
}
