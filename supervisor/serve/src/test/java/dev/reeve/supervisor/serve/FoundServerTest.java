package dev.reeve.supervisor.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlError;
import dev.reeve.supervisor.control.RunLabel;
import dev.reeve.supervisor.control.StatusJson;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells to processes of its user that look for servers. */
class FoundServerTest {
  @TempDir private Path folder;

  private static ControlAnswer ask(ServerOfTest server, String request) {
    return server.server().answer(request.getBytes(UTF_8)).orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void it_tells_its_state_with_its_address() throws Exception {
    try (ServerOfTest server = ServerOfTest.in(folder)) {
      ControlAnswer answer = ask(server, "{\"call\":\"status\"}");
      while (answer.error() == ControlError.RUN_ENDED) { // it is just starting
        Thread.onSpinWait();
        answer = ask(server, "{\"call\":\"status\"}");
      }
      RunLabel label = StatusJson.read(answer.result()).label();
      assertThat(label.command()).isEqualTo("serve");
      assertThat(label.server().address()).isEqualTo("unix:" + folder.resolve("s"));
      assertThat(label.server().queue()).isNull();
      requireSteeringByAddress(server);
    }
  }

  private static void requireSteeringByAddress(ServerOfTest server) {
    for (String call : new String[] {"pause", "drain", "cancel\",\"id\":\"a"}) {
      ControlAnswer answer = ask(server, "{\"call\":\"" + call + "\"}");
      assertThat(answer.error()).isEqualTo(ControlError.BAD_REQUEST);
      assertThat(answer.message()).contains("a server is steered by its address, unix:");
    }
    assertThat(ask(server, "{").message()).contains("the request is not understood");
    assertThat(server.messages()).isEmpty();
  }
}
