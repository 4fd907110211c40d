package dev.reeve.supervisor.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.control.ControlRequest.Call;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlRequestTest {

  private static ControlRequest parse(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return ControlRequest.parse(utf8, 0, utf8.length);
  }

  private static ControlRequest again(ControlRequest request) {
    return parse(request.toJson().toString());
  }

  @Test
  void what_is_written_is_read_again() {
    for (Call call : List.of(Call.STATUS, Call.PAUSE, Call.RESUME, Call.DRAIN)) {
      assertThat(again(ControlRequest.of(call))).isEqualTo(ControlRequest.of(call));
    }
    ControlRequest cancel = ControlRequest.cancel("a \"b\"\n\u001b ü 😀");
    assertThat(again(cancel)).isEqualTo(cancel);
    assertThat(again(ControlRequest.workers(7))).isEqualTo(ControlRequest.workers(7));
    assertThat(ControlRequest.workers(7).toJson())
        .hasToString("{\"call\":\"workers\",\"workers\":7}");
  }

  @Test
  void white_space_and_any_order_are_allowed() {
    assertThat(parse(" { \"id\" : \"x\" , \"call\" : \"cancel\" } "))
        .isEqualTo(ControlRequest.cancel("x"));
  }

  @Test
  void a_wrong_request_is_told_what_is_wrong() {
    assertWrong("", "no JSON object");
    assertWrong("[1]", "no JSON object");
    assertWrong("{", "not valid JSON");
    assertWrong("{} {}", "not valid JSON");
    assertWrong("{}", "call is missing");
    assertWrong("{\"call\":7}", "call is no text");
    assertWrong("{\"call\":\"stop\"}", "there is no call stop; there are: status, cancel, pause");
    assertWrong("{\"call\":\"cancel\"}", "id is missing");
    assertWrong("{\"call\":\"cancel\",\"id\":null}", "id is missing");
    assertWrong("{\"call\":\"cancel\",\"id\":{}}", "id is no text");
    assertWrong("{\"call\":\"pause\",\"id\":\"x\"}", "pause takes no member id");
    assertWrong("{\"call\":\"pause\",\"call\":\"drain\"}", "twice");
    assertWrong("{\"call\":\"workers\",\"workers\":0}", "0 is no number of workers from 1");
    assertWrong("{\"call\":\"workers\",\"workers\":-1}", "-1 is no number of workers from 1");
    assertWrong("{\"call\":\"workers\",\"workers\":10001}", "10001 is no number of workers");
    assertWrong("{\"call\":\"workers\",\"workers\":1.5}", "workers is no whole number");
    assertWrong("{\"call\":\"workers\",\"workers\":9223372036854775808}", "no whole number");
  }

  private static void assertWrong(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void random_bytes_are_a_request_or_refused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = ControlRequest.cancel("host-7").toJson().utf8();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(40)] : valid.clone();
      if (i % 2 == 0) {
        random.nextBytes(bytes);
      } else {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ControlRequest.parse(bytes, 0, bytes.length).call()).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed " + seed).hasMessageNotContaining("\n");
      }
    }
  }
}
