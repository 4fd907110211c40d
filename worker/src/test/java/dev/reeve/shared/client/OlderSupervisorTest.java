package dev.reeve.shared.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import org.junit.jupiter.api.Test;

/** A supervisor that knows fewer kinds and operations than its workers says so. */
class OlderSupervisorTest {

  /** Answers as the protocol's reader does to what it does not know. */
  private static final class OldPort implements SharedPort {
    @Override
    public RequestId send(SharedCall call, PendingReply reply) {
      String problem = "unknown kind of shared object " + call.kind().wireName();
      reply.failed(new RpcError(RpcError.INVALID_PARAMS, problem, null));
      return RequestId.of(1);
    }

    @Override
    public void cancel(RequestId request) {
      throw new AssertionError(request + " was answered at once");
    }
  }

  @Test
  void a_kind_that_the_supervisor_does_not_know_is_told_with_what_to_do() {
    SharedObjects shared = new SharedProxies(new OldPort());
    assertThatThrownBy(() -> shared.set("s", String.class))
        .isInstanceOf(SharedObjectException.class)
        .hasMessage(
            "unknown kind of shared object set; the supervisor is of an older version than this"
                + " worker: let both have the same");
  }
}
