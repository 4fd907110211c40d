package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * One of a broker's servers, for one queue. Its methods wait for the answer, and may be called by
 * many threads. All failures are a {@link BrokerException}; {@link ServerAwayException} is one that
 * may pass.
 */
final class RedisServer implements AutoCloseable {
  /** The group of all supervisors at the streams of a queue. */
  static final String GROUP = "reeve";

  private final BrokerAddress address;
  private final BrokerLogin login;
  private final QueueName queue;
  private @Nullable UnifiedJedis client;
  private boolean closed;
  private volatile boolean usable;
  private volatile boolean known;

  RedisServer(BrokerAddress address, BrokerLogin login, QueueName queue) {
    this.address = address;
    this.login = login;
    this.queue = queue;
  }

  BrokerAddress address() {
    return address;
  }

  QueueName queue() {
    return queue;
  }

  /** Makes the client when it is first used: that of Sentinel or of a cluster connects then. */
  private synchronized UnifiedJedis client() throws BrokerException {
    if (closed) {
      throw new BrokerException("the broker is closed");
    }
    if (client == null) {
      client = RedisClients.open(address, login);
    }
    return client;
  }

  /** Checks the server before its first use, and after it was away. */
  void requireUsable() throws BrokerException {
    if (!usable) {
      new QueueCalls(this).requireUsable();
      usable = true;
      known = true;
    }
  }

  /** Asks the server. */
  <T> T ask(Function<UnifiedJedis, T> question) throws BrokerException {
    try {
      return question.apply(client());
    } catch (JedisDataException e) {
      if (isNoGroup(e)) {
        return askAgain(question);
      }
      throw refused(e);
    } catch (JedisException e) {
      throw away(e);
    } catch (RuntimeException e) {
      throw new BrokerException("unexpected failure with the broker " + address + ": " + e, e);
    }
  }

  /**
   * Asks something that changes nothing. It asks twice if the connection breaks, because the first
   * connection may be one to a server that has been restarted since.
   */
  <T> T read(Function<UnifiedJedis, T> question) throws BrokerException {
    try {
      return ask(question);
    } catch (ServerAwayException e) {
      if (!e.isBrokenConnection()) {
        throw e;
      }
      return ask(question);
    }
  }

  /** Finds out whether the server answers. */
  void ping() throws BrokerException {
    boolean unused = ask(redis -> redis.exists(queue.key()));
  }

  /** Asks again after it has made the groups, which an emptied server has lost. */
  private <T> T askAgain(Function<UnifiedJedis, T> question) throws BrokerException {
    try {
      makeGroups(client());
      return question.apply(client());
    } catch (JedisDataException e) {
      throw refused(e);
    } catch (JedisException e) {
      throw away(e);
    }
  }

  static boolean isNoGroup(JedisDataException e) {
    return String.valueOf(e.getMessage()).contains("NOGROUP");
  }

  /** Makes the groups at the beginning of the streams, so that no task is passed over. */
  private void makeGroups(UnifiedJedis redis) {
    for (String stream : queue.tasks()) {
      try {
        String unused = redis.xgroupCreate(stream, GROUP, new StreamEntryID(0, 0), true);
      } catch (JedisDataException e) {
        if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) {
          throw e;
        }
      }
    }
  }

  /** Runs a script. */
  Object run(Script script, byte[]... arguments) throws BrokerException {
    return ask(redis -> run(redis, script, arguments));
  }

  /** Runs a script that changes nothing. */
  Object runRead(Script script, byte[]... arguments) throws BrokerException {
    return read(redis -> run(redis, script, arguments));
  }

  private Object run(UnifiedJedis redis, Script script, byte[][] arguments) {
    try {
      return redis.evalsha(script.sha1(), 1, keyAnd(arguments));
    } catch (JedisNoScriptException e) {
      return redis.eval(script.text(), 1, keyAnd(arguments));
    }
  }

  private byte[][] keyAnd(byte[][] arguments) {
    byte[][] all = new byte[arguments.length + 1][];
    all[0] = queue.key();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }

  /**
   * Runs a script once for each list of arguments, all by one message. If the connection breaks,
   * any number of them may have been run.
   *
   * @return for each its answer, or the {@link JedisDataException} with which the server refused it
   */
  List<Object> runAll(Script script, List<byte[][]> calls) throws BrokerException {
    return ask(
        redis -> {
          List<Object> answers = pipelined(redis, script, calls);
          List<Integer> missed = new ArrayList<>();
          for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof JedisNoScriptException) {
              missed.add(i);
            }
          }
          if (!missed.isEmpty()) {
            Object unused = redis.scriptLoad(script.text(), queue.key());
            List<Object> late = pipelined(redis, script, missed.stream().map(calls::get).toList());
            for (int i = 0; i < missed.size(); i++) {
              answers.set(missed.get(i), late.get(i));
            }
          }
          return answers;
        });
  }

  private List<Object> pipelined(UnifiedJedis redis, Script script, List<byte[][]> calls) {
    List<Response<Object>> responses = new ArrayList<>(calls.size());
    try (AbstractPipeline pipeline = redis.pipelined()) {
      for (byte[][] arguments : calls) {
        responses.add(pipeline.evalsha(script.sha1(), 1, keyAnd(arguments)));
      }
      pipeline.sync();
    }
    List<Object> answers = new ArrayList<>(calls.size());
    for (Response<Object> response : responses) {
      try {
        answers.add(answer(response));
      } catch (JedisDataException e) {
        answers.add(e);
      }
    }
    return answers;
  }

  /** Returns the failure that an error of the server means. */
  BrokerException refused(JedisDataException e) {
    return ServerErrors.of(address, e);
  }

  private BrokerException away(JedisException e) {
    usable = false;
    dropIdleConnections();
    return ServerAwayException.reason(e) instanceof JedisDataException answer
        ? refused(answer)
        : ServerAwayException.of(address, e, !known && login.certificate() == null);
  }

  /** Closes connections that nobody uses: they may have broken too. */
  private synchronized void dropIdleConnections() {
    if (client != null && !closed) {
      RedisClients.dropIdleConnections(client);
    }
  }

  /**
   * Returns the answer to a command of a pipeline that has ended. That to a cluster keeps a failure
   * of a connection to itself, and has no answer then.
   */
  static <T> T answer(Response<T> response) {
    try {
      return response.get();
    } catch (IllegalStateException e) {
      throw new JedisConnectionException("the connection broke before the answer", e);
    }
  }

  /** Returns an argument of a script. */
  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  /** Returns a part of an answer as text. */
  static String text(Object answer) {
    return answer instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(answer);
  }

  /** Returns a part of an answer as a number; -1 if it is none. */
  static long number(@Nullable Object answer) {
    if (answer instanceof Long number) {
      return number;
    }
    try {
      return answer == null ? -1 : Long.parseLong(text(answer));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Closes the connections. */
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close();
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
