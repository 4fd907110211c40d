package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The meanings of errors of servers. */
class ServerErrorsTest {
  private static BrokerException failure(String address, String error) {
    return ServerErrors.of(BrokerAddress.of(address), new JedisDataException(error));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://h, LOADING Redis is loading",
    "redis://h, READONLY You can't write",
    "redis+sentinel://h/m, READONLY You can't write",
    "redis+cluster://h, MOVED 1 h:1",
    "redis+cluster://h, CLUSTERDOWN The cluster is down",
    "redis://h, NOREPLICAS Not enough good replicas",
  })
  void passingErrorsAreOfAServerThatIsAway(String address, String error) {
    assertThat(failure(address, error))
        .isInstanceOf(ServerAwayException.class)
        .hasMessageContaining(error);
  }

  @ParameterizedTest
  @CsvSource({
    "redis://h, MOVED 1 h:1, name the cluster: redis+cluster://h",
    "rediss://h:7/0, ASK 1 h:1, name the cluster: rediss+cluster://h:7",
    "redis+cluster://h, ERR This instance has cluster support disabled, name the server by redis://",
    "redis://h, 'ERR unknown command ''EVALSHA'', with args', redis+sentinel://HOST:PORT/NAME",
    "redis://h, WRONGTYPE Operation, answered: WRONGTYPE",
    "redis://h, NOAUTH Authentication required., by --broker-password-file",
  })
  void otherErrorsSayWhatToDo(String address, String error, String part) {
    assertThat(failure(address, error))
        .isNotInstanceOf(ServerAwayException.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @CsvSource({
    "rediss://h, Read timed out, by redis:// instead of rediss://",
    "redis://h, Unknown reply: <, does not answer as Redis does",
  })
  void failuresOfConnectionsSayWhatMayBeWrong(String address, String error, String part) {
    Exception failure = new JedisConnectionException("failed", new SocketTimeoutException(error));
    assertThat(ServerAwayException.of(BrokerAddress.of(address), failure, false))
        .hasMessageContaining(error)
        .hasMessageContaining(part);
  }

  @Test
  void brokenPipelineIsAFailureOfTheConnection() {
    Response<String> never = new Response<>(BuilderFactory.STRING);
    assertThatThrownBy(() -> RedisServer.answer(never))
        .isInstanceOf(JedisConnectionException.class)
        .hasMessageContaining("the connection broke");
  }
}
