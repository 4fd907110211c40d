package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands for a supervisor that answers at once, and knows what it was asked. One thread. */
final class FakeSharedPort implements SharedPort {
  private final List<SharedCall> calls = new ArrayList<>();
  private SharedResult direct = SharedResult.NOT_DONE;
  private @Nullable RpcError refusal;

  /** From now on a queue has memory here. */
  void memoryAt(Path path, int seat) {
    direct = new SharedResult(true, seat, Json.string(path.toString()), false);
    refusal = null;
  }

  /** From now on there is no memory to be had. */
  void noMemory() {
    direct = SharedResult.NOT_DONE;
  }

  /** From now on the question for memory is refused. */
  void refuseMemory(SharedRefusal reason) {
    refusal = reason.error("refused");
  }

  /** How often an operation was asked for. */
  long asked(SharedOperation operation) {
    return calls.stream().filter(call -> call.operation() == operation).count();
  }

  /** How often memory was asked for. */
  long askedForMemory() {
    return asked(SharedOperation.DIRECT);
  }

  @Override
  public RequestId send(SharedCall call, PendingReply reply) {
    calls.add(call);
    RpcError error = refusal;
    if (call.operation() == SharedOperation.DIRECT && error != null) {
      reply.failed(error);
    } else {
      reply.succeeded(answer(call));
    }
    return RequestId.of(calls.size());
  }

  private SharedResult answer(SharedCall call) {
    return switch (call.operation()) {
      case DIRECT -> direct;
      case PUT, OPEN -> SharedResult.DONE;
      case TAKE -> SharedResult.of(Json.number(-1));
      case TAKE_ALL -> SharedResult.of(Json.array(List.of(Json.number(-1))));
      case PUT_ALL, SIZE -> SharedResult.of(1);
      default -> SharedResult.NOT_DONE;
    };
  }

  @Override
  public void cancel(RequestId request) {
    throw new AssertionError(request + " was answered at once");
  }
}
