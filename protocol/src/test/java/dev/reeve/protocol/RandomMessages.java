package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.RandomJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages with random contents, every kind of them. */
final class RandomMessages {
  private static final String[] CHARACTERS = {
    "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\b", "\f", "\0", "\u001F", "\u007F",
    "\u0085", "é", "ß", "\u07FF", "\u0800", "€", "\u2028", "\uFFFD", "\uFFFF", "😀", "𝄞", "{", "}"
  };

  private final Random random;
  private final RandomJson json;

  RandomMessages(Random random) {
    this.random = random;
    this.json = new RandomJson(random);
  }

  ToWorker toWorker() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new ToWorker.Initialize(
              id(),
              random.nextInt(),
              natural(),
              natural(),
              random.nextBoolean()
                  ? new WorkerSettings(10, 0, 1024)
                  : new WorkerSettings(10, 0, 1024).withShortLines(),
              setup());
      case 6 -> new ToWorker.RegisterHandlers(textMap(), textMap());
      case 1 ->
          new ToWorker.RunTask(
              id(), text(), 1 + random.nextInt(99), text(), rawJson(), random.nextInt(3));
      case 2 -> new ToWorker.CancelTask(id(), random.nextBoolean());
      case 3 -> new ToWorker.Diagnose(id());
      case 4 -> new ToWorker.Success(id(), rawJson());
      case 5 -> new ToWorker.Failure(id(), error());
      default -> new ToWorker.Shutdown(id(), natural());
    };
  }

  FromWorker fromWorker() {
    return switch (random.nextInt(10)) {
      case 0 -> new FromWorker.Success(id(), rawJson(), elapsedNanos());
      case 1 -> new FromWorker.Failure(perhaps(id()), error(), elapsedNanos());
      case 2 -> new FromWorker.TaskStarted(id());
      case 3 -> new FromWorker.TaskProgress(id(), random.nextDouble(), perhaps(text()));
      case 4 -> new FromWorker.Log("warning", text(), perhaps(text()));
      case 5 -> new FromWorker.SharedCallRequest(id(), sharedCall());
      case 6 -> new FromWorker.SharedCancel(id());
      case 7 -> new FromWorker.SubmitTask(id(), id(), text(), rawJson());
      case 8 -> new FromWorker.TaskPreparing(id());
      default -> new FromWorker.Heartbeat(memory(), perhaps(id()));
    };
  }

  Map<String, BatchSize> batches() {
    return random.nextBoolean()
        ? Map.of()
        : Map.of(text(), new BatchSize(1 + random.nextInt(99), natural(), 1L + natural()));
  }

  SharedCall sharedCall() {
    return new SharedCall(
        oneOf(SharedKind.values()),
        text(),
        oneOf(SharedOperation.values()),
        random.nextLong(),
        random.nextBoolean() ? SharedCall.NO_LIMIT : natural(),
        random.nextLong(),
        random.nextInt(2),
        perhaps(rawJson()),
        perhaps(rawJson()),
        perhaps(rawJson()),
        perhaps(text()));
  }

  SharedResult sharedResult() {
    return new SharedResult(
        random.nextBoolean(), random.nextLong(), perhaps(rawJson()), random.nextBoolean());
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  MemoryUse memory() {
    return new MemoryUse(-1, natural(), random.nextLong() >>> 14, (1L << 50) - 1);
  }

  List<String> texts() {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> text()).toList();
  }

  /** Mostly short, sometimes so long that it does not fit into one stride of the writer. */
  String text() {
    int length = random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }

  private WorkerSetup setup() {
    return random.nextBoolean()
        ? new WorkerSetup(textMap(), textMap(), text(), rawJson())
        : new WorkerSetup(textMap(), textMap(), null, Json.NULL);
  }

  private Map<String, String> textMap() {
    Map<String, String> texts = new HashMap<>();
    texts().forEach(name -> texts.put(name, text()));
    return texts;
  }

  /** Null, which is the same as none, is left out. */
  @Nullable Json exitResult() {
    Json result = perhaps(rawJson());
    return Json.NULL.equals(result) ? null : result;
  }

  private Json rawJson() {
    return Json.parse(json.value(4));
  }

  private RpcError error() {
    return new RpcError(random.nextInt(), text(), perhaps(errorData()));
  }

  private ErrorData errorData() {
    return new ErrorData(
        text(),
        perhaps(text()),
        perhaps(text()),
        texts(),
        random.nextBoolean(),
        perhaps(random.nextInt()),
        perhaps(text()),
        perhaps(text()),
        perhaps(text()));
  }

  private RequestId id() {
    return switch (random.nextInt(4)) {
      case 0 -> RequestId.of(text());
      case 1 -> RequestId.of(random.nextLong());
      case 2 -> RequestId.of(random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
      default -> RequestId.of(random.nextInt(100) - 50);
    };
  }

  private long elapsedNanos() {
    return switch (random.nextInt(4)) {
      case 0 -> -1;
      case 1 -> 0;
      case 2 -> Long.MAX_VALUE;
      default -> random.nextLong() >>> random.nextInt(1, 64);
    };
  }

  private int natural() {
    return random.nextInt(Integer.MAX_VALUE);
  }

  private <T> @Nullable T perhaps(T value) {
    return random.nextBoolean() ? value : null;
  }
}
