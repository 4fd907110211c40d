package dev.reeve.supervisor.redis;

import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/** Clients of Redis, by Jedis: for a single server, one behind Sentinel, or a cluster. */
final class RedisClients {
  /** Longest wait for a connection, and for an answer to a command that does not wait. */
  static final int TIMEOUT_MILLIS = 5_000;

  /** Above the time that a command waits in the server, which Redis may overrun. */
  private static final int WAITING_TIMEOUT_MILLIS = 15_000;

  /** Connections of one client: one for each of its threads, and some for callers. */
  private static final int MOST_CONNECTIONS = 32;

  /** Kept, because a logger that nobody keeps loses its level. */
  private static final Logger JEDIS = Logger.getLogger("redis.clients.jedis");

  private RedisClients() {}

  /**
   * Makes a client, which connects when it is used; that of Sentinel or of a cluster connects at
   * once.
   *
   * @throws BrokerException if the certificates cannot be read
   */
  static UnifiedJedis open(BrokerAddress address, BrokerLogin login) throws BrokerException {
    if (JEDIS.getLevel() == null) {
      JEDIS.setLevel(Level.OFF); // what matters is told to the broker's listener of messages
    }
    JedisClientConfig config = config(address, login);
    GenericObjectPoolConfig<Connection> pool = pool();
    return switch (address.kind()) {
      case SINGLE ->
          RedisClient.builder()
              .hostAndPort(hosts(address).iterator().next())
              .clientConfig(config)
              .poolConfig(pool)
              .build();
      case SENTINEL ->
          RedisSentinelClient.builder()
              .masterName(address.masterName())
              .sentinels(hosts(address))
              .sentinelClientConfig(sentinelConfig(address, login))
              .clientConfig(config)
              .poolConfig(pool)
              .build();
      case CLUSTER ->
          RedisClusterClient.builder()
              .nodes(hosts(address))
              .clientConfig(config)
              .poolConfig(pool)
              .build();
    };
  }

  /** Closes the connections of a client that nobody uses. */
  static void dropIdleConnections(UnifiedJedis client) {
    if (client instanceof RedisClient single) {
      single.getPool().clear();
    } else if (client instanceof RedisSentinelClient sentinel) {
      sentinel.getPrimaryNodesConnectionMap().values().forEach(Pool::clear);
    } else if (client instanceof RedisClusterClient cluster) {
      cluster.getClusterNodes().values().forEach(Pool::clear);
    }
  }

  private static Set<HostAndPort> hosts(BrokerAddress address) {
    return address.hosts().stream()
        .map(host -> new HostAndPort(host.name(), host.port()))
        .collect(Collectors.toSet());
  }

  private static GenericObjectPoolConfig<Connection> pool() {
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setMaxTotal(MOST_CONNECTIONS);
    pool.setMaxIdle(MOST_CONNECTIONS);
    pool.setJmxEnabled(false);
    return pool;
  }

  private static JedisClientConfig config(BrokerAddress address, BrokerLogin login)
      throws BrokerException {
    DefaultJedisClientConfig.Builder config = base(address, login).database(address.database());
    String user = login.user() == null ? address.user() : login.user();
    if (user != null) {
      config.user(user);
    }
    if (login.password() != null) {
      config.password(login.password());
    }
    return config.build();
  }

  /** Sentinel has no users of the server; it is asked without a password. */
  private static JedisClientConfig sentinelConfig(BrokerAddress address, BrokerLogin login)
      throws BrokerException {
    return base(address, login).build();
  }

  private static DefaultJedisClientConfig.Builder base(BrokerAddress address, BrokerLogin login)
      throws BrokerException {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .blockingSocketTimeoutMillis(WAITING_TIMEOUT_MILLIS)
            .resp2()
            .clientName("reeve");
    if (address.encrypted()) {
      config.sslOptions(ssl(login));
    }
    return config;
  }

  /** Requires a certificate for the host's name, which Jedis does not do by itself. */
  private static SslOptions ssl(BrokerLogin login) throws BrokerException {
    SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
    if (login.authorities() != null) {
      byte[] store = PemStores.authorities(login.authorities());
      options
          .trustStoreType(PemStores.TYPE)
          .truststore(() -> new ByteArrayInputStream(store), PemStores.PASSWORD.toCharArray());
    }
    if (login.certificate() != null) {
      byte[] store = PemStores.identity(login.certificate());
      options
          .keyStoreType(PemStores.TYPE)
          .keystore(() -> new ByteArrayInputStream(store), PemStores.PASSWORD.toCharArray());
    }
    return options.build();
  }
}
