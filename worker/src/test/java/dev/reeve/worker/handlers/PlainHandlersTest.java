package dev.reeve.worker.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.TaskHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHandlersTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder = Path.of("");

  @Test
  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  void the_service_loader_finds_every_built_in_handler() {
    assertThat(ServiceLoader.load(TaskHandler.class).stream().toList())
        .extracting(it -> it.type().getAnnotation(HandlerName.class).value())
        .contains(
            "exec",
            "echo",
            "sleep",
            "file/sha256",
            "image/grayscale",
            "image/blur",
            "image/thumbnail");
  }

  @Test
  void echo_gives_back_the_same_object() {
    Json payload = Json.of("{\"a\" :1.0}");
    assertThat(new EchoHandler().handle(payload, new FakeTaskContext())).isSameAs(payload);
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "5s, PT5S",
    "10m, PT10M",
    "2h, PT2H",
    "1h30m, PT1H30M",
    "0s, PT0S",
    "1m5ms, PT1M0.005S",
    "876000h, PT876000H"
  })
  void a_duration_reads_as_written(String text, Duration expected) {
    assertThat(new SleepHandler.Request(text).length()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-5s",
        "1.5s",
        "5 s",
        "5s ",
        "30m1h",
        "5S",
        "1d",
        "999999999h",
        "9999999999s"
      })
  void what_is_no_duration_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SleepHandler.Request(text))
        .withMessageContaining("duration: \"" + text + "\"");
  }

  @Test
  void sleep_lasts_as_long_as_it_was_told() throws Exception {
    long start = System.nanoTime();
    Object nothing = new SleepHandler().handle(sleep("{'duration':'40ms'}"), new FakeTaskContext());
    assertThat(nothing).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(40));
  }

  @Test
  void a_missing_duration_and_an_unknown_field_are_refused() {
    assertThatThrownBy(() -> sleep("{}")).hasMessageContaining("duration: is missing");
    assertThatThrownBy(() -> sleep("{'duration':'1s','x':1}")).hasMessageContaining("\"x\"");
  }

  @Test
  void an_interrupt_ends_a_long_sleep() throws Exception {
    FakeTaskContext context = new FakeTaskContext();
    BackgroundTask<?> task =
        BackgroundTask.start(() -> new SleepHandler().handle(sleep("{'duration':'1h'}"), context));
    context.cancel(task.thread());
    assertThat(task.failure(LIMIT)).isInstanceOf(InterruptedException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_003})
  void a_hash_agrees_with_one_computed_at_once(int size) throws Exception {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = Files.write(folder.resolve("data"), content);
    String expected =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    Sha256Handler handler = new Sha256Handler();
    Sha256Handler.Request request = new Sha256Handler.Request(file.toString());
    for (int use = 0; use < 2; use++) {
      assertThat(handler.handle(request, new FakeTaskContext()))
          .isEqualTo(new Sha256Handler.Digest(expected, size));
    }
  }

  @Test
  void the_result_of_a_hash_has_the_fields_of_the_contract() throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc", UTF_8);
    Object result =
        new Sha256Handler()
            .handle(new Sha256Handler.Request(file.toString()), new FakeTaskContext());
    assertThat(Payloads.write(result))
        .contains("\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")
        .contains("\"bytes\":3");
  }

  @Test
  void a_missing_file_and_a_folder_are_named_with_the_reason() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> hash(missing))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("cannot read " + missing + ": there is no such file");
    assertThatThrownBy(() -> hash(folder)).hasMessage("cannot read " + folder + ": it is a folder");
  }

  @Test
  void a_hash_that_is_cancelled_ends_and_leaves_the_handler_usable() throws Exception {
    FakeTaskContext context = new FakeTaskContext();
    Sha256Handler handler = new Sha256Handler();
    BackgroundTask<?> task =
        BackgroundTask.start(() -> handler.handle(new Sha256Handler.Request("/dev/zero"), context));
    context.cancel(task.thread());
    assertThat(task.failure(LIMIT)).isInstanceOf(InterruptedException.class);
    Path file = Files.writeString(folder.resolve("abc"), "abc", UTF_8);
    assertThat(handler.handle(new Sha256Handler.Request(file.toString()), context).sha256())
        .startsWith("ba7816bf");
  }

  private static void hash(Path file) throws Exception {
    new Sha256Handler().handle(new Sha256Handler.Request(file.toString()), new FakeTaskContext());
  }

  private static SleepHandler.Request sleep(String json) {
    return Payloads.read(json, SleepHandler.Request.class);
  }
}
