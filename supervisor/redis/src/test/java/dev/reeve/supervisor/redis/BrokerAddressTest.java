package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of addresses of servers. */
class BrokerAddressTest {
  @Test
  void singleServerHasDefaults() {
    BrokerAddress address = BrokerAddress.of("redis://example.org");
    assertThat(address.kind()).isEqualTo(BrokerAddress.Kind.SINGLE);
    assertThat(address.hosts()).containsExactly(new BrokerAddress.Host("example.org", 6379));
    assertThat(address.database()).isZero();
    assertThat(address.encrypted()).isFalse();
    assertThat(address.user()).isNull();
    assertThat(address).hasToString("redis://example.org");
  }

  @Test
  void userPortAndDatabaseAreRead() {
    BrokerAddress address = BrokerAddress.of("rediss://worker@10.0.0.5:7000/15");
    assertThat(address.encrypted()).isTrue();
    assertThat(address.user()).isEqualTo("worker");
    assertThat(address.hosts()).containsExactly(new BrokerAddress.Host("10.0.0.5", 7000));
    assertThat(address.database()).isEqualTo(15);
  }

  @Test
  void addressesOfTheSixthVersionStandInBrackets() {
    BrokerAddress address = BrokerAddress.of("redis+cluster://[::1]:7001,[fe80::2],host");
    assertThat(address.kind()).isEqualTo(BrokerAddress.Kind.CLUSTER);
    assertThat(address.hosts())
        .containsExactly(
            new BrokerAddress.Host("::1", 7001),
            new BrokerAddress.Host("fe80::2", 6379),
            new BrokerAddress.Host("host", 6379));
    assertThat(address.hosts().get(0)).hasToString("[::1]:7001");
    assertThat(BrokerAddress.of("redis://me@[::1]").user()).isEqualTo("me");
  }

  @Test
  void sentinelNamesWhatItWatches() {
    BrokerAddress address = BrokerAddress.of("redis+sentinel://a,b:1/main/3");
    assertThat(address.masterName()).isEqualTo("main");
    assertThat(address.database()).isEqualTo(3);
    assertThat(address.hosts())
        .containsExactly(new BrokerAddress.Host("a", 26379), new BrokerAddress.Host("b", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "redis",
        "redis:/h",
        "http://h",
        "redis://",
        "redis://h:0",
        "redis://h:65536",
        "redis://h:123456",
        "redis://h:x",
        "redis://::1",
        "redis://[::1",
        "redis://[::1]x",
        "redis://h/-1",
        "redis://h/12345",
        "redis://h/1/2",
        "redis://a,b",
        "redis://a b",
        "redis+sentinel://h",
        "redis+sentinel://h/",
        "redis+sentinel://h/n/x",
        "redis+cluster://h/1",
        "redis+cluster://h,",
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BrokerAddress.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://user:s3cret@host",
        "redis://:s3cret@host",
        "redis://user:1/s3cret@host",
        "redis://user:s3cret/x@host",
        "redis://user:x@s3cret@host",
        "redis://user:12/3s3cret@host/0",
        "rediss://user:s3cret:x@host:1:2",
        "redis+sentinel://user:a/s3cret@host/name",
        "rediz://user:s3cret@host",
        "redis:/user:s3cret@host",
        "user:s3cret@host",
        "REDIS://user:s3cret@host",
      })
  void passwordIsRefusedAndNotShown(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrokerAddress.of(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "redis://h redis://h:6379",
        "redis://h redis://H/",
        "redis://h REDIS://h/0",
        "redis://h redis://me@h:06379/00",
        "redis://h:7000/1 redis://h:7000/01",
        "redis://[::1] redis://[::1]:6379",
        "rediss://h rediss://h:6379/",
        "redis+sentinel://a,b/main Redis+Sentinel://B:26379,a/main/0",
        "redis+cluster://a,b:1 redis+cluster://b:1,A:6379,a",
      })
  void formsOfAnAddressAreTheSameServer(String one, String other) {
    BrokerAddress first = BrokerAddress.of(one);
    assertThat(BrokerAddress.of(other)).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(BrokerAddress.of(other).canonical()).isEqualTo(first.canonical());
    assertThat(BrokerAddress.of(other)).hasToString(other);
  }

  @Test
  void shortestFormIsTheCanonicalOne() {
    for (String each :
        List.of(
            "redis://h", "rediss://h:1/2", "redis+sentinel://a,b/Main/3", "redis+cluster://a")) {
      assertThat(BrokerAddress.of(each).canonical()).isEqualTo(each);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "redis://h redis://i",
        "redis://h redis://h:6380",
        "redis://h redis://h/1",
        "redis://h rediss://h",
        "redis://h:26379 redis+sentinel://h/main",
        "redis+sentinel://h/main redis+sentinel://h/Main",
        "redis://h redis+cluster://h",
      })
  void otherServersAreNotTheSame(String one, String other) {
    assertThat(BrokerAddress.of(one)).isNotEqualTo(BrokerAddress.of(other));
  }

  @Test
  void loginDoesNotShowItsPassword() {
    assertThat(new BrokerLogin("me", "s3cret", null).toString())
        .contains("me")
        .doesNotContain("s3cret");
  }
}
