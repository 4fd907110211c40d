package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, passwords and certificates of a real server. */
class BrokerLoginTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PASSWORD = "s3cret-of-the-test";

  @TempDir private Path folder;
  private RedisProcess redis;

  @AfterEach
  void stop() {
    redis.close();
    Leftovers.assertNone();
  }

  private static BrokerException refusal(BrokerAddress address, BrokerLogin login) {
    BrokerException refusal =
        catchThrowableOfType(
            BrokerException.class,
            () -> Broker.open(List.of(address), "jobs", login, message -> {}).close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.toString()).doesNotContain(PASSWORD);
    return refusal;
  }

  @Test
  void wrongPasswordIsARefusalThatDoesNotShowIt() {
    redis = RedisProcess.start(folder.resolve("redis"), "--requirepass", "right");
    for (BrokerLogin each : List.of(BrokerLogin.NONE, new BrokerLogin(null, PASSWORD, null))) {
      BrokerException refusal = refusal(redis.address(), each);
      assertThat(refusal.isRefusal()).isTrue();
      assertThat(refusal)
          .hasMessageContaining(
              each.password() == null ? "wants a password" : "refuses the user or the password");
    }
  }

  @Test
  void documentedRightsOfAUserAreEnough() throws Exception {
    redis = RedisProcess.start(folder.resolve("redis"));
    String answer =
        redis.ask(
            "ACL SETUSER worker on >%s ~reeve:1:* +@read +@write +@stream +@scripting +info +time +@connection"
                .formatted(PASSWORD)
                .split(" "));
    assertThat(answer).isEqualTo("+OK\r\n");
    List<String> messages = new CopyOnWriteArrayList<>();
    BrokerAddress address = BrokerAddress.of("redis://worker@127.0.0.1:" + redis.port());
    try (Broker broker =
            Broker.open(
                List.of(address), "jobs", new BrokerLogin(null, PASSWORD, null), messages::add);
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
        FakeSupervisor supervisor =
            new FakeSupervisor(List.of(redis.address()), FakeSupervisor.shortLease())) {
      List<TaskStatus> ends = new CopyOnWriteArrayList<>();
      pool.submit(Task.of(1, "a", "hold", Json.NULL), result -> ends.add(result.status()));
      await().atMost(LIMIT).until(() -> supervisor.pool().holds("a"));
      assertThat(pool.cancel("a").get()).isNotNull();
      await().atMost(LIMIT).until(() -> ends.equals(List.of(TaskStatus.CANCELLED)));
      assertThat(broker.counts()).hasSize(1);
      assertThat(broker.dead(1)).isEmpty();
      everyScriptOfASupervisor(broker, address);
    }
    assertThat(messages).isEmpty();
    assertThat(redis.ask("ACL", "LOG")).isEqualTo("*0\r\n");
  }

  private static void everyScriptOfASupervisor(Broker broker, BrokerAddress address)
      throws Exception {
    RedisServer server =
        new RedisServer(address, new BrokerLogin(null, PASSWORD, null), new QueueName("other"));
    try (server;
        RowParser parser = new RowParser(Path.of("/"), TaskDefaults.NONE, false, 3)) {
      WorkCalls calls = new WorkCalls(server, "me");
      List<TaskEnd> ends = new ArrayList<>();
      SubmittedTask task =
          new SubmittedTask(Task.of(1, "b", "echo", Json.NULL), result -> {}, true);
      List<Object> unused =
          new SubmitCalls(server, "s").submit(List.of(task), SubmitLimits.DEFAULT);
      assertThat(calls.take(1)).hasSize(1);
      TakenTask taken = parser.parse(server, calls.takeOver(Duration.ZERO, 1).get(0), 1, 0);
      assertThat(calls.renew(List.of(taken))).containsExactly(WorkCalls.Renewed.HELD);
      ends.add(EndRule.givenBack(taken));
      assertThat(RedisServer.text(calls.end(Script.GIVE_BACK, ends).get(0))).isEqualTo("given");
      assertThat(calls.moveDue(LIMIT)).isEqualTo(LIMIT);
      assertThat(calls.await(Duration.ofMillis(10))).hasSize(1);
      calls.forgetOthers(LIMIT);
      calls.leave();
    }
    assertThat(broker.record("none")).isNull();
  }

  /** Makes a key with a certificate; with options, it is signed by the one made before. */
  private Path certificate(String name, String host, String... options) throws Exception {
    boolean isSigned = List.of(options).contains("-signer");
    String alias = isSigned ? "signed" : "a";
    String file = isSigned ? name + "-signed" : name;
    Path keys = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", alias));
    if (!List.of(options).contains("-keyalg")) {
      command.addAll(List.of("-keyalg", "EC"));
    }
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keys.toString()));
    command.addAll(List.of("-storepass", "secret", "-dname", "CN=" + host));
    command.addAll(List.of("-ext", "SAN=" + host(host), "-ext", "bc:c"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
    Path key = folder.resolve(file + ".key");
    pem(key, "PRIVATE KEY", store.getKey(alias, "secret".toCharArray()).getEncoded());
    Path certificate = folder.resolve(file + ".pem");
    pem(certificate, "CERTIFICATE", store.getCertificate(alias).getEncoded());
    return certificate;
  }

  private static String host(String host) {
    return Character.isDigit(host.charAt(0)) ? "ip:" + host : "dns:" + host;
  }

  private static void pem(Path file, String kind, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
  }

  /** Starts a server that speaks TLS at a port of its own. */
  private BrokerAddress startEncrypted(String certificate, String... options) {
    if (redis != null) {
      redis.close();
    }
    int port = RedisProcess.freePort();
    redis =
        RedisProcess.start(
            folder.resolve("redis"),
            "--tls-port %d --tls-cert-file %s.pem --tls-key-file %s.key %s"
                .formatted(
                    port,
                    folder.resolve(certificate),
                    folder.resolve(certificate),
                    options.length == 0 ? "--tls-auth-clients no" : String.join(" ", options))
                .split(" "));
    return BrokerAddress.of("rediss://127.0.0.1:" + port);
  }

  @Test
  void encryptedServerMustHaveACertificateThatIsTrustedForItsHostAndValid() throws Exception {
    Path good = certificate("good", "127.0.0.1");
    Path elsewhere = certificate("elsewhere", "example.org");
    Path expired =
        certificate("good", "127.0.0.1", "-signer", "a", "-startdate", "-10d", "-validity", "5");

    BrokerAddress address = startEncrypted("good");
    try (Broker broker =
        Broker.open(List.of(address), "jobs", new BrokerLogin(null, null, good), message -> {})) {
      assertThat(broker.counts()).hasSize(1);
    }
    assertRefused(address, null, "unable to find valid certification path");
    assertRefused(address, elsewhere, "signature check failed", "certification path");
    assertRefused(startEncrypted("elsewhere"), elsewhere, "127.0.0.1");
    assertThat(expired).exists();
    assertRefused(startEncrypted("good-signed"), good, "NotAfter", "expired");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void serverThatAsksForACertificateGetsIt(String algorithm) throws Exception {
    Path good = certificate("good", "127.0.0.1");
    Path mine = certificate("mine", "me", "-keyalg", algorithm);
    BrokerAddress address =
        startEncrypted("good", "--tls-auth-clients yes --tls-ca-cert-file " + mine);
    BrokerLogin plain = new BrokerLogin(null, null, good);
    ClientCertificate certificate = shown("mine", "mine");
    List<String> messages = new CopyOnWriteArrayList<>();
    try (Broker broker =
        Broker.open(List.of(address), "jobs", plain.withCertificate(certificate), messages::add)) {
      assertThat(broker.counts()).hasSize(1);
    }
    assertThat(refusal(address, plain)).hasMessageContaining("certificate");
    BrokerLogin stranger = plain.withCertificate(shown("good", "good"));
    assertThat(refusal(address, stranger).getMessage()).contains("cannot reach", "ca");
    BrokerLogin mixed = plain.withCertificate(shown("mine", "good"));
    assertThat(refusal(address, mixed).getMessage())
        .containsAnyOf("is not that of the certificate", "key of the certificate");
    assertThatThrownBy(
            () ->
                Broker.open(
                    List.of(redis.address()),
                    "jobs",
                    plain.withCertificate(certificate),
                    messages::add))
        .hasMessageContaining("name the server by rediss://");
    assertBadFilesAreTold(address, plain);
  }

  private ClientCertificate shown(String chain, String key) {
    return new ClientCertificate(folder.resolve(chain + ".pem"), folder.resolve(key + ".key"));
  }

  private void assertBadFilesAreTold(BrokerAddress address, BrokerLogin plain) throws Exception {
    Files.writeString(folder.resolve("none.pem"), "none");
    Files.writeString(folder.resolve("none.key"), "none");
    String key = Files.readString(folder.resolve("mine.key"));
    Files.writeString(folder.resolve("old.key"), key.replace("PRIVATE", "RSA PRIVATE"));
    Files.writeString(folder.resolve("broken.key"), key.replace("M", "N"));
    for (List<String> each :
        List.of(
            List.of("absent", "mine", "cannot read the certificates in", "absent.pem"),
            List.of("none", "mine", "cannot use the certificates in", "none.pem"),
            List.of("mine", "absent", "cannot read the key in", "absent.key"),
            List.of("mine", "none", "holds no private key", "none.key"),
            List.of("mine", "old", "openssl pkcs8 -topk8 -nocrypt -in", "old.key"),
            List.of("mine", "broken", "is broken, or not the", "broken.key"))) {
      BrokerLogin login = plain.withCertificate(shown(each.get(0), each.get(1)));
      assertThat(refusal(address, login).getMessage())
          .containsOnlyOnce(each.get(2))
          .contains(each.get(3))
          .doesNotContain(key.lines().toList().get(1));
    }
  }

  private static void assertRefused(BrokerAddress address, Path authorities, String... any) {
    BrokerException refusal = refusal(address, new BrokerLogin(null, null, authorities));
    assertThat(refusal.getMessage()).containsAnyOf(any).contains(address.toString());
  }
}
