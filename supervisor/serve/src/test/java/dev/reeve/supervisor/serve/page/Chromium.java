package dev.reeve.supervisor.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.control.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A browser without a window, driven by the DevTools protocol; one page is open. */
final class Chromium {
  private static final long LIMIT_SECONDS = 60;
  private static final String READY = "DevTools listening on ";

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonObject>> calls = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final AtomicInteger lastCall = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private final String session;

  private Chromium(Process process, Path profile, String address) throws Exception {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Reader())
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    String target = call(null, "Target.createTarget", "url", "about:blank").text("targetId");
    String flat = "{\"targetId\":\"" + target + "\",\"flatten\":true}";
    this.session = call(null, "Target.attachToTarget", flat).text("sessionId");
    JsonObject unused = call(session, "Page.enable", "{}");
    unused = call(session, "Runtime.enable", "{}");
    unused = call(session, "Log.enable", "{}");
  }

  /** Returns the program; null if there is none on the path. */
  static String program() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    return null;
  }

  /** Starts it with a profile of its own in a folder. */
  static Chromium start(Path folder) throws Exception {
    Path profile = Files.createTempDirectory(folder, "profile");
    List<String> command =
        new ArrayList<>(
            List.of(
                program(),
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-breakpad",
                "--disable-crash-reporter",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--window-size=1280,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox");
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", profile.toString());
    builder.environment().put("XDG_CONFIG_HOME", profile.toString());
    builder.environment().put("XDG_CACHE_HOME", profile.toString());
    builder.environment().put("TMPDIR", profile.toString());
    Process process = builder.start();
    BufferedReader out = process.inputReader(UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        drain(out);
        return new Chromium(process, profile, line.substring(READY.length()));
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  private static void drain(BufferedReader out) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (out.readLine() != null) {
                  // what it says is of no interest
                }
              } catch (IOException e) {
                // it has ended
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads what the browser sends; all of its methods are called in turn. */
  private final class Reader implements WebSocket.Listener {
    @Override
    public void onError(WebSocket from, Throwable failure) {
      calls.values().forEach(call -> call.completeExceptionally(failure));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        byte[] utf8 = message.toString().getBytes(UTF_8);
        message.setLength(0);
        read(JsonObject.parse(utf8, 0, utf8.length));
      }
      from.request(1);
      return null;
    }
  }

  private void read(JsonObject message) {
    if (message.has("id")) {
      CompletableFuture<JsonObject> call = calls.remove((int) message.number("id"));
      if (message.has("error")) {
        call.completeExceptionally(new IOException(message.value("error").toString()));
      } else {
        call.complete(message.object("result"));
      }
      return;
    }
    String method = message.text("method");
    if (method.equals("Runtime.exceptionThrown")
        || method.equals("Log.entryAdded")
        || method.equals("Page.javascriptDialogOpening")) {
      synchronized (complaints) {
        complaints.add(message.value("params").toString());
      }
    }
  }

  private JsonObject call(String session, String method, String name, String value)
      throws Exception {
    return call(
        session,
        method,
        new JsonWriter().beginObject().member(name, value).endObject().toJson().toString());
  }

  private JsonObject call(String session, String method, String parameters) throws Exception {
    int id = lastCall.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    calls.put(id, answer);
    String to = session == null ? "" : ",\"sessionId\":\"" + session + "\"";
    String text =
        "{\"id\":%d,\"method\":\"%s\",\"params\":%s%s}".formatted(id, method, parameters, to);
    WebSocket unused = socket.sendText(text, true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Opens an address. */
  void open(String address) throws Exception {
    JsonObject unused = call(session, "Page.navigate", "url", address);
  }

  /** Forgets all cookies. */
  void forgetCookies() throws Exception {
    JsonObject unused = call(session, "Network.clearBrowserCookies", "{}");
  }

  /** Turns the scripts of pages on or off. */
  void runsScripts(boolean on) throws Exception {
    JsonObject unused =
        call(session, "Emulation.setScriptExecutionDisabled", "{\"value\":" + !on + "}");
  }

  /** Returns the value of an expression of JavaScript, as text. */
  String value(String expression) throws Exception {
    JsonWriter parameters = new JsonWriter();
    parameters.beginObject().member("expression", "String(" + expression + ")");
    parameters.member("awaitPromise").flag(true).member("returnByValue").flag(true).endObject();
    JsonObject answer = call(session, "Runtime.evaluate", parameters.toJson().toString());
    return answer.has("exceptionDetails")
        ? "failed: " + answer.value("exceptionDetails")
        : answer.object("result").text("value");
  }

  /** Returns what pages have complained about: exceptions, refused loads, dialogs. */
  List<String> complaints() {
    synchronized (complaints) {
      return List.copyOf(complaints);
    }
  }

  /** Ends the browser with all its processes, and removes its profile. */
  void end() throws Exception {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    for (ProcessHandle each : all) {
      boolean unused = each.destroyForcibly();
    }
    for (ProcessHandle each : all) {
      ProcessHandle unused = each.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
