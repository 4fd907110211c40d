package dev.reeve.supervisor.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.serve.ServerOfTest;
import dev.reeve.supervisor.serve.http.RawClient.Answer;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may give orders to a server, with the attacks that other servers have suffered. */
final class AccessTest {
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String JSON = "Content-Type: application/json";
  private static final String TOKEN = "Authorization: Bearer full-token-of-this-test";
  private static final String READ_TOKEN = "Authorization: Bearer read-token-of-this-test";
  private static final String ECHO = "{\"handler\":\"echo\"}";

  private final AccessTokens tokens =
      new AccessTokens("full-token-of-this-test", "read-token-of-this-test");

  @TempDir private Path folder;
  private ServerOfTest server;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    HttpSetup usual = ServerOfTest.setup(new ListenAddress.Unix(folder));
    server =
        ServerOfTest.start(
            new HttpSetup(
                new ListenAddress.Tcp("127.0.0.1", 0),
                tokens,
                List.of("reeve.example"),
                usual.limits(),
                usual.tasks()),
            QueueBounds.DEFAULT);
    client = server.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void every_call_but_signs_of_life_needs_the_token() throws Exception {
    for (Route route : Routes.all()) {
      if (route.access() == Access.OPEN) {
        continue;
      }
      String path = route.path().toString().replaceAll("\\{.*}", "x");
      for (String header : new String[] {"X-None: 1", "Authorization: Bearer wrong"}) {
        Answer answer = client.call(route.method(), path, "", header);
        assertThat(answer.status()).as(route + " " + header).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.text()).contains("Authorization: Bearer TOKEN");
      }
    }
    assertThat(client.call("GET", "/livez", "").status()).isEqualTo(200);
    assertThat(client.call("GET", "/v1/tasks", "", TOKEN).status()).isEqualTo(200);
  }

  @Test
  void other_tokens_count_from_the_next_request_on() throws Exception {
    assertThat(client.call("GET", "/v1/tasks", "", TOKEN).status()).isEqualTo(200);
    tokens.replace("another-token-of-this-test", null);
    for (String old : new String[] {TOKEN, READ_TOKEN}) {
      assertThat(client.call("GET", "/v1/tasks", "", old).status()).isEqualTo(401);
    }
    String other = "Authorization: Bearer another-token-of-this-test";
    assertThat(client.call("GET", "/v1/tasks", "", other).status()).isEqualTo(200);
  }

  @Test
  void the_read_only_token_changes_nothing() throws Exception {
    for (Route route : Routes.all()) {
      String path = route.path().toString().replaceAll("\\{.*}", "x");
      if (route.access() == Access.WRITE) {
        Answer answer = client.call(route.method(), path, ECHO, READ_TOKEN, JSON);
        assertThat(answer.status()).as(route.toString()).isEqualTo(403);
        assertThat(answer.text()).contains("read-only");
      }
    }
    assertThat(client.call("GET", "/v1/tasks", "", READ_TOKEN).status()).isEqualTo(200);
  }

  /** Reads too: what another site may read over a borrowed name is lost as well. */
  @Test
  void a_foreign_name_is_refused_on_every_method() throws Exception {
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
      for (String path : new String[] {"/", "/v1/tasks", "/v1/tasks/x", "/livez", "/metrics"}) {
        Answer answer = client.call(method, path, "", TOKEN, "Host: evil.example");
        assertThat(answer.status()).as(method + " " + path).isEqualTo(421);
        assertThat(answer.text()).contains("evil.example", "--host");
      }
    }
    for (String host : new String[] {"localhost:1", "127.0.0.1", "[::1]:80", "reeve.example."}) {
      assertThat(client.call("GET", "/v1/tasks", "", TOKEN, "Host: " + host).status())
          .as(host)
          .isEqualTo(200);
    }
    for (String host :
        new String[] {"127.0.0.1.evil.example", "localhost.evil", "evil@localhost"}) {
      assertThat(client.call("GET", "/v1/tasks", "", TOKEN, "Host: " + host).status())
          .as(host)
          .isIn(400, 421);
      client.close();
      client = server.client();
    }
  }

  /** As the guard of Ray's dashboard forgot DELETE (CVE-2026-27482). */
  @Test
  void a_page_of_another_site_is_refused_on_every_method() throws Exception {
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
      for (String header :
          new String[] {
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://localhost:1",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site"
          }) {
        Answer answer = client.call(method, "/v1/tasks/x", ECHO, TOKEN, JSON, header);
        assertThat(answer.status()).as(method + " " + header).isEqualTo(403);
        assertThat(answer.text()).contains("foreign-page");
      }
    }
    assertThat(
            client
                .call(
                    "GET",
                    "/v1/tasks",
                    "",
                    TOKEN,
                    "Origin: http://localhost",
                    "Sec-Fetch-Site: same-origin")
                .status())
        .isEqualTo(200);
  }

  @Test
  void no_answer_allows_other_sites_to_read_it() throws Exception {
    Answer preflight =
        client.call(
            "OPTIONS", "/v1/tasks", "", "Access-Control-Request-Method: POST", "X-Other: 1");
    assertThat(preflight.status()).isEqualTo(405);
    assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    Answer list = client.call("GET", "/v1/tasks", "", TOKEN);
    assertThat(list.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    assertThat(list.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(list.header("Cache-Control")).isEqualTo("no-store");
    assertThat(list.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  /** What a form of any page can send (CVE-2023-48022: jobs by a request without a login). */
  @Test
  void what_a_form_sends_is_no_task() throws Exception {
    for (String type :
        new String[] {
          "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"
        }) {
      Answer answer = client.call("POST", "/v1/tasks", ECHO, TOKEN, "Content-Type: " + type);
      assertThat(answer.status()).as(type).isEqualTo(415);
      assertThat(answer.text()).contains("application/json");
      assertThat(client.call("POST", "/v1/pause", "", TOKEN, "Content-Type: " + type).status())
          .as(type)
          .isEqualTo(415);
    }
    assertThat(client.call("POST", "/v1/tasks", ECHO, TOKEN).status()).isEqualTo(415);
    assertThat(
            client
                .call(
                    "POST",
                    "/v1/handlers/echo",
                    "a=b",
                    TOKEN,
                    "Content-Type: application/x-www-form-urlencoded")
                .status())
        .isEqualTo(415);
  }

  /** As supervisord's XML-RPC reached any method by its path (CVE-2017-11610). */
  @Test
  void commands_and_paths_of_the_interpreter_are_out_of_reach() throws Exception {
    for (String task :
        new String[] {
          "{\"command\":[\"id\"]}",
          "{\"command\":[\"id\"],\"shell\":true}",
          "{\"handler\":\"exec\",\"payload\":{}}"
        }) {
      Answer answer = client.call("POST", "/v1/tasks", task, TOKEN, JSON);
      assertThat(answer.status()).as(task).isEqualTo(403);
      assertThat(answer.text()).contains("--allow-exec");
      assertThat(client.call("PUT", "/v1/tasks/e", task, TOKEN, JSON).status()).isEqualTo(403);
    }
    assertThat(client.call("POST", "/v1/handlers/exec", "{}", TOKEN, JSON).status()).isEqualTo(403);
    Answer raw =
        client.call(
            "POST", "/v1/handlers/exec", "{}", TOKEN, "Content-Type: application/octet-stream");
    assertThat(raw.status()).isEqualTo(403);
    Answer stream =
        client.call(
            "POST",
            "/v1/tasks",
            "{\"command\":[\"id\"]}\n",
            TOKEN,
            "Content-Type: application/x-ndjson");
    assertThat(stream.text()).contains("--allow-exec");
    for (String path :
        new String[] {
          "/page/../index.html", "/page/..%2f..%2fopenapi.json", "/page/%2e%2e/x", "/page/.html"
        }) {
      assertThat(client.call("GET", path, "", TOKEN).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void a_browser_gets_a_cookie_for_the_token_and_must_say_json_to_change_anything()
      throws Exception {
    Answer stranger = client.call("GET", "/", "");
    assertThat(stranger.text()).contains("type=\"password\"");
    assertThat(stranger.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(client.call("GET", "/?token=full-token-of-this-test", "").header("Set-Cookie"))
        .as("an address may be seen by others")
        .isNull();
    Answer wrong = client.call("POST", "/", "token=wrong", FORM);
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.header("Set-Cookie")).isNull();
    assertThat(wrong.text()).contains("This is not the token", "type=\"password\"");
    for (String form : new String[] {"other=1", "", "%zz=1"}) {
      assertThat(client.call("POST", "/", form, FORM).status()).as(form).isEqualTo(400);
    }
    String form = "token=full-token-of-this-test";
    Answer foreign = client.call("POST", "/", form, FORM, "Origin: null");
    assertThat(foreign.status()).as("a page that is not told").isEqualTo(403);
    Answer signedIn = client.call("POST", "/", form, FORM, "Cookie: reeve-token=old");
    assertThat(signedIn.status()).isEqualTo(303);
    assertThat(signedIn.header("Location")).isEqualTo("/");
    assertThat(signedIn.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
    assertThat(signedIn.header("Referrer-Policy")).isEqualTo("no-referrer");
    String cookie = "Cookie: " + signedIn.header("Set-Cookie").split(";", 2)[0];
    Answer page = client.call("GET", "/", "", cookie);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", ","); // a comma would begin a second policy
    assertThat(client.call("POST", "/v1/pause", "", cookie).status()).isEqualTo(415);
    assertThat(client.call("DELETE", "/v1/tasks/x", "", cookie).status()).isEqualTo(415);
    assertThat(client.call("POST", "/v1/pause", "", cookie, JSON).status()).isEqualTo(200);
    Answer file =
        client.call(
            "POST",
            "/v1/handlers/echo",
            "x",
            cookie,
            "Content-Type: multipart/form-data; boundary=x");
    assertThat(file.status()).isEqualTo(415);
  }

  @Test
  void a_link_to_the_page_may_stand_on_another_site() throws Exception {
    String[] link = {
      "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"
    };
    assertThat(client.call("GET", "/", "", link).status()).isEqualTo(200);
    assertThat(client.call("GET", "/v1/tasks", "", link).status()).isEqualTo(403);
    link[2] = "Sec-Fetch-Dest: iframe";
    assertThat(client.call("GET", "/", "", link).status()).isEqualTo(403);
  }

  @Test
  void a_port_without_a_token_is_not_opened() {
    HttpSetup usual = ServerOfTest.setup(new ListenAddress.Unix(folder));
    for (String host : new String[] {"127.0.0.1", "0.0.0.0", "::"}) {
      assertThatThrownBy(
              () ->
                  new HttpSetup(
                      new ListenAddress.Tcp(host, 0),
                      null,
                      List.of(),
                      usual.limits(),
                      usual.tasks()))
          .hasMessageContaining("without a token");
    }
  }

  @Test
  void a_token_is_made_once_in_a_file_for_its_owner() throws Exception {
    Path file = folder.resolve("new/token");
    String token = TokenFile.readOrCreate(file);
    assertThat(token).hasSizeGreaterThan(40);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(TokenFile.readOrCreate(file)).isEqualTo(token);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(TokenFile.readOrCreate(file)).as("others may have read it").isNotEqualTo(token);
    Path shortToken = Files.writeString(folder.resolve("short"), "abc\n");
    assertThatThrownBy(() -> TokenFile.read(shortToken)).hasMessageContaining("/dev/urandom");
    assertThatThrownBy(() -> TokenFile.read(folder.resolve("none")))
        .hasMessageContaining("cannot read the token");
  }

  @Test
  void all_addresses_of_a_machine_may_be_called_where_it_listens_on_all() {
    HostCheck all = new HostCheck(new ListenAddress.Tcp("0.0.0.0", 80), List.of());
    assertThat(all.isAllowed("192.0.2.7:80")).isTrue();
    assertThat(all.isAllowed("[2001:db8::7]:80")).isTrue();
    assertThat(all.isAllowed("192.0.2.7.evil.example")).isFalse();
    HostCheck one = new HostCheck(new ListenAddress.Tcp("192.0.2.7", 80), List.of());
    assertThat(one.isAllowed("192.0.2.7")).isTrue();
    assertThat(one.isAllowed("192.0.2.8")).isFalse();
  }
}
