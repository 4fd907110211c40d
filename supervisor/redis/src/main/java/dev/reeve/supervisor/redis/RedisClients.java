package dev.reeve.supervisor.redis;

import dev.reeve.text.IoReasons;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
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

/** Clients of Redis, by Jedis: for a single server, one behind Sentinel, or a cluster. */
final class RedisClients {
  /** Longest wait for a connection, and for an answer to a command that does not wait. */
  static final int TIMEOUT_MILLIS = 5_000;

  /** Above the time that a command waits in the server, which Redis may overrun. */
  private static final int WAITING_TIMEOUT_MILLIS = 15_000;

  /** Connections of one client: one for each of its threads, and some for callers. */
  private static final int MOST_CONNECTIONS = 32;

  private static final String STORE_TYPE = "PKCS12";

  /** Such a store must have a password, although it holds certificates only. */
  private static final String NO_SECRET = "certificates";

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
      config.sslOptions(ssl(login.authorities()));
    }
    return config;
  }

  /** Requires a certificate for the host's name, which Jedis does not do by itself. */
  private static SslOptions ssl(@Nullable Path authorities) throws BrokerException {
    SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
    if (authorities != null) {
      byte[] store = trustStore(authorities);
      options
          .trustStoreType(STORE_TYPE)
          .truststore(() -> new ByteArrayInputStream(store), NO_SECRET.toCharArray());
    }
    return options.build();
  }

  private static byte[] trustStore(Path authorities) throws BrokerException {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      KeyStore store = KeyStore.getInstance(STORE_TYPE);
      store.load(null, null);
      int number = 0;
      for (Certificate each : certificates(authorities)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      store.store(bytes, NO_SECRET.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new BrokerException(
          "cannot use the certificates in " + authorities + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BrokerException(
          "cannot read the certificates in " + authorities + ": " + IoReasons.of(e), e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("there is none");
      }
      return found;
    }
  }
}
