package dev.reeve.protocol;

import static dev.reeve.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of shared objects on the wire. */
class SharedMessagesTest {

  @Test
  void a_result_comes_back_as_it_was_written() throws ProtocolException {
    RandomMessages messages = new RandomMessages(new Random(7));
    for (int i = 0; i < 1000; i++) {
      SharedResult result = messages.sharedResult();
      assertThat(Lines.CODEC.readSharedResult(Lines.CODEC.write(result))).isEqualTo(result);
    }
  }

  @ParameterizedTest
  @EnumSource(SharedRefusal.class)
  void a_refusal_is_read_back_from_its_error(SharedRefusal refusal) {
    assertThat(SharedRefusal.of(refusal.error("why"))).isEqualTo(refusal);
  }

  @Test
  void an_error_with_another_code_is_no_refusal() {
    RpcError error = new RpcError(RpcError.INTERNAL_ERROR, "oops", null);
    assertThat(SharedRefusal.of(error)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"kind\":\"heap\",\"name\":\"a\",\"operation\":\"put\"}', heap",
    "'{\"kind\":\"queue\",\"name\":\"a\",\"operation\":\"juggle\"}', juggle",
    "'{\"kind\":\"queue\",\"operation\":\"put\"}', params.name",
    "'{\"kind\":\"queue\",\"name\":\"a\",\"operation\":\"put\",\"waitNanos\":-2}', params.waitNanos"
  })
  void an_invalid_call_is_rejected_with_its_id(String params, String told) {
    String line = json("{'jsonrpc':'2.0','id':9,'method':'shared/call','params':") + params + "}";
    ProtocolException e =
        catchThrowableOfType(ProtocolException.class, () -> Lines.fromWorker(line));
    assertThat(e).hasMessageContaining(told);
    assertThat(e.error().code()).isEqualTo(RpcError.INVALID_PARAMS);
    assertThat(e.id()).isEqualTo(RequestId.of(9));
    assertThat(e.isAnswerable()).isTrue();
  }

  @Test
  void a_call_without_an_id_is_no_request() {
    String line =
        json(
            "{'jsonrpc':'2.0','method':'shared/call','params':"
                + "{'kind':'queue','name':'a','operation':'put'}}");
    ProtocolException e =
        catchThrowableOfType(ProtocolException.class, () -> Lines.fromWorker(line));
    assertThat(e.error().code()).isEqualTo(RpcError.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-1,-1", "9223372036854775807,9223372036854775807"})
  void a_whole_number_is_read_from_json(String text, long number) {
    assertThat(Json.parse(text).toLong()).hasValue(number);
    assertThat(Json.number(number)).isEqualTo(Json.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a \"b\"\n\\", "ä😀"})
  void a_text_is_read_from_json(String text) {
    assertThat(Json.string(text).toText()).hasValue(text);
  }

  @Test
  void a_value_that_is_no_text_is_not_read_as_one() {
    for (String other : List.of("1", "null", "[\"a\"]", "{\"a\":\"b\"}")) {
      assertThat(Json.parse(other).toText()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0", "9223372036854775808", "true", "null", "1e3", "'\"1\"'"})
  void a_value_that_is_no_whole_number_of_64_bits_is_not_read_as_one(String text) {
    assertThat(Json.parse(text).toLong()).isEmpty();
  }

  @Test
  void values_become_an_array() {
    assertThat(Json.array(List.of())).isEqualTo(Json.parse("[]"));
    assertThat(Json.array(List.of(Json.number(1), Json.NULL))).isEqualTo(Json.parse("[1,null]"));
  }
}
