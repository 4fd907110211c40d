package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server with a clock that is set by hand, and threads of workers that are names. */
final class ServerRig {
  static final SharedLimits LIMITS = new SharedLimits(100, 100, 100_000, 10_000);

  final List<String> deadlocks = new ArrayList<>();
  final SharedObjectServer server;
  long now;
  private long ids;

  ServerRig() {
    this(LIMITS, 0);
  }

  ServerRig(SharedLimits limits, long now) {
    this.server = new SharedObjectServer(limits, deadlocks::add);
    server.use(() -> "/nowhere");
    this.now = now;
  }

  /** Thread {@code thread} of the first worker in {@code slot}. */
  User user(int slot, long thread) {
    return new User(new ClientProcess(slot, 0), thread);
  }

  User user(int slot) {
    return user(slot, 1);
  }

  void pass(Duration time) {
    now += time.toNanos();
    server.tick(now);
  }

  void dies(int slot) {
    server.died(new ClientProcess(slot, 0), now);
  }

  /** One that calls. */
  final class User {
    final ClientProcess client;
    final long thread;

    User(ClientProcess client, long thread) {
      this.client = client;
      this.thread = thread;
    }

    Answer call(SharedCall call) {
      Answer answer = new Answer(client, RequestId.of(++ids));
      server.call(client, answer.id, call.by(thread), answer, now);
      return answer;
    }

    Answer call(SharedKind kind, String name, SharedOperation operation) {
      return call(SharedCall.of(kind, name, operation).waiting(SharedCall.NO_LIMIT));
    }

    Answer call(SharedKind kind, String name, SharedOperation operation, long number) {
      return call(SharedCall.of(kind, name, operation).waiting(SharedCall.NO_LIMIT).number(number));
    }

    Answer open(SharedKind kind, String name, long number) {
      return call(SharedCall.of(kind, name, SharedOperation.OPEN).number(number));
    }

    Answer put(SharedKind kind, String name, long value) {
      return call(
          SharedCall.of(kind, name, SharedOperation.PUT)
              .waiting(SharedCall.NO_LIMIT)
              .value(Json.number(value)));
    }

    Answer acquire(String lock) {
      return call(SharedKind.LOCK, lock, SharedOperation.ACQUIRE);
    }

    Answer release(String lock) {
      return call(SharedKind.LOCK, lock, SharedOperation.RELEASE);
    }
  }

  /** The answer to a call, which is there at most once. */
  final class Answer implements Reply {
    final ClientProcess client;
    final RequestId id;

    /** What was called, where the caller wants to know later. */
    @Nullable SharedCall call;

    private @Nullable SharedResult result;
    private @Nullable RpcError error;

    Answer(ClientProcess client, RequestId id) {
      this.client = client;
      this.id = id;
    }

    @Override
    public void succeeded(SharedResult answer) {
      assertThat(isThere()).as("answered before").isFalse();
      result = answer;
    }

    @Override
    public void failed(RpcError answer) {
      assertThat(isThere()).as("answered before").isFalse();
      error = answer;
    }

    void cancel() {
      server.cancel(client, id, now);
    }

    boolean isThere() {
      return result != null || error != null;
    }

    boolean wasDone() {
      return result != null && result.done();
    }

    void waits() {
      assertThat(result).isNull();
      assertThat(error).isNull();
    }

    SharedResult result() {
      assertThat(error).isNull();
      assertThat(result).as("waits").isNotNull();
      return result;
    }

    long number() {
      assertThat(result().done()).isTrue();
      return result().number();
    }

    long value() {
      assertThat(result().done()).isTrue();
      return result().value().toLong().orElseThrow();
    }

    void isDone() {
      assertThat(result().done()).isTrue();
    }

    void isNotDone() {
      assertThat(result().done()).isFalse();
    }

    RpcError isRefused(SharedRefusal why) {
      assertThat(result).isNull();
      assertThat(error).as("waits").isNotNull();
      assertThat(SharedRefusal.of(error)).isEqualTo(why);
      return error;
    }
  }
}
