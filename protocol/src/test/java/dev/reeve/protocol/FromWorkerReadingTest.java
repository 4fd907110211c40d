package dev.reeve.protocol;

import static dev.reeve.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FromWorkerReadingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpenJDK 64-Bit Server VM warning: x",
        "42",
        "null",
        "'text'",
        "[1,2]",
        "{}",
        "{'level':'info','message':'a JSON log line'}",
        "[{'jsonrpc':'2.0','method':'log'}]",
        "done{'jsonrpc':'2.0','id':1,'result':1}",
        "{'jsonrpc':'2.0','id':1,'resu"
      })
  void a_line_that_is_not_json_rpc_is_stray_output(String line) {
    ProtocolException e = refused(json(line));
    assertThat(e.error().code()).isEqualTo(RpcError.PARSE_ERROR);
    assertThat(e.isAnswerable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-32600 | {'jsonrpc':'1.0','id':1,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1}",
        "-32600 | {'jsonrpc':'2.0','result':1}",
        "-32600 | {'jsonrpc':'2.0','id':null,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1.5,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'result':1,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'result':1,'error':{'code':1,'message':'x'}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'result':1,'error':null}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':null}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':'x'}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':{'message':'x'}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':{'code':1}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':{'code':1.5,'message':'x'}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':{'code':1,'message':'x','data':{'type':7}}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'error':{'code':1,'message':'x','data':{'causes':[1]}}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'elapsedNanos':1.5,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'elapsedNanos':'1','result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'elapsedNanos':-2,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'elapsedNanos':9223372036854775808,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'elapsedNanos':1,'elapsedNanos':1,'result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'elapsedNanos':[1],'error':{'code':1,'message':'x'}}",
        "-32600 | {'jsonrpc':'2.0','id':1,'method':'task/started','params':{'request':17}}",
        "-32600 | {'jsonrpc':'2.0','method':'task/started','result':1}",
        "-32601 | {'jsonrpc':'2.0','method':'task/paused','params':{'request':17}}",
        "-32601 | {'jsonrpc':'2.0','id':1,'method':'ask'}",
        "-32602 | {'jsonrpc':'2.0','method':'task/started'}",
        "-32602 | {'jsonrpc':'2.0','method':'task/started','params':[17]}",
        "-32602 | {'jsonrpc':'2.0','method':'task/started','params':{'request':1.5}}",
        "-32602 | {'jsonrpc':'2.0','method':'task/progress','params':{'request':1,'fraction':2}}",
        "-32602 | {'jsonrpc':'2.0','method':'task/progress','params':{'request':1}}",
        "-32602 | {'jsonrpc':'2.0','method':'log','params':{'level':'info'}}",
        "-32602 | {'jsonrpc':'2.0','method':'heartbeat','params':{'memory':{'heapUsed':'much'}}}"
      })
  void an_invalid_message_is_distinguished_from_stray_output(int code, String line) {
    ProtocolException e = refused(json(line));
    assertThat(e.error().code()).as(e.getMessage()).isEqualTo(code);
  }

  @Test
  void the_id_of_an_invalid_response_is_known_if_it_can_be_read() {
    assertThat(refused(json("{'jsonrpc':'2.0','id':5}")).id()).isEqualTo(RequestId.of(5));
  }

  @Test
  void an_error_may_answer_a_request_whose_id_could_not_be_read() throws ProtocolException {
    String line = json("{'jsonrpc':'2.0','id':null,'error':{'code':-32700,'message':'what?'}}");
    assertThat(Lines.fromWorker(line))
        .isEqualTo(new FromWorker.Failure(null, new RpcError(-32700, "what?", null)));
  }

  @Test
  void a_null_is_a_result() throws ProtocolException {
    assertThat(Lines.fromWorker(json("{'jsonrpc':'2.0','id':'a','result':null}")))
        .isEqualTo(new FromWorker.Success(RequestId.of("a"), Json.NULL));
  }

  @Test
  void the_elapsed_time_is_read_wherever_it_stands() throws ProtocolException {
    assertThat(Lines.fromWorker(json("{'elapsedNanos':1234,'result':7,'jsonrpc':'2.0','id':1}")))
        .isEqualTo(new FromWorker.Success(RequestId.of(1), Json.parse("7"), 1234));
    String failed =
        json("{'jsonrpc':'2.0','id':1,'error':{'code':1,'message':'x'},'elapsedNanos':0}");
    assertThat(Lines.fromWorker(failed))
        .isEqualTo(new FromWorker.Failure(RequestId.of(1), new RpcError(1, "x", null), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'elapsedNanos':null,", "'elapsedNanos':-1,"})
  void an_unknown_elapsed_time_is_minus_one_and_not_written(String member)
      throws ProtocolException {
    String plain = json("{'jsonrpc':'2.0','id':1,'result':7}");
    FromWorker read = Lines.fromWorker(json("{'jsonrpc':'2.0','id':1," + member + "'result':7}"));
    assertThat(((FromWorker.Success) read).elapsedNanos()).isEqualTo(-1);
    assertThat(Lines.line(read)).isEqualTo(plain + "\n");
  }

  @Test
  void an_elapsed_time_inside_a_result_belongs_to_the_result() throws ProtocolException {
    String line = json("{'jsonrpc':'2.0','id':1,'result':{'elapsedNanos':'a while'}}");
    var success = (FromWorker.Success) Lines.fromWorker(line);
    assertThat(success.elapsedNanos()).isEqualTo(-1);
    assertThat(Lines.line(success)).isEqualTo(line + "\n");
  }

  @Test
  void unexpected_data_of_an_error_is_read_as_far_as_possible() throws ProtocolException {
    assertThat(errorData("'text'")).isNull();
    assertThat(errorData("[1]")).isNull();
    assertThat(errorData("null")).isNull();
    assertThat(errorData("{}"))
        .isEqualTo(new ErrorData("Error", null, null, List.of(), false, null, null, null));
  }

  private static @Nullable ErrorData errorData(String data) throws ProtocolException {
    String line =
        json("{'jsonrpc':'2.0','id':1,'error':{'code':1,'message':'x','data':" + data + "}}");
    return ((FromWorker.Failure) Lines.fromWorker(line)).error().data();
  }

  @Test
  void a_level_of_a_later_version_is_read_as_info() throws ProtocolException {
    String line = json("{'jsonrpc':'2.0','method':'log','params':{'level':'trace','message':'m'}}");
    assertThat(Lines.fromWorker(line)).isEqualTo(new FromWorker.Log("info", "m", null));
  }

  @Test
  void memory_that_the_system_does_not_tell_is_minus_one() throws ProtocolException {
    assertThat(Lines.fromWorker(json("{'jsonrpc':'2.0','method':'heartbeat'}")))
        .isEqualTo(new FromWorker.Heartbeat(new MemoryUse(-1, -1, -1, -1), null));
  }

  @Test
  void memory_that_no_machine_has_counts_as_not_told() throws ProtocolException {
    String memory = "{'heapMax':9223372036854775807,'resident':1125899906842624,'peakResident':7}";
    String line = "{'jsonrpc':'2.0','method':'heartbeat','params':{'memory':%s}}";
    assertThat(Lines.fromWorker(json(line.formatted(memory))))
        .isEqualTo(new FromWorker.Heartbeat(new MemoryUse(-1, -1, -1, 7), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{'protocolVersion':1,'pid':-4}",
        "{'protocolVersion':1,'pid':4,'handlers':'echo'}"
      })
  void an_invalid_result_of_initialize_is_rejected(String result) {
    assertThatThrownBy(() -> Lines.CODEC.readInitializeResult(Json.parse(json(result))))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("result");
  }

  private static ProtocolException refused(String line) {
    return catchThrowableOfType(ProtocolException.class, () -> Lines.fromWorker(line));
  }
}
