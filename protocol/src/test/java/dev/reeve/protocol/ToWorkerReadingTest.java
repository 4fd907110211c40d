package dev.reeve.protocol;

import static dev.reeve.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToWorkerReadingTest {

  @Test
  void members_may_come_in_any_order_and_unknown_ones_are_skipped() throws ProtocolException {
    String line =
        json(
            "{'x':[{'id':9}],'params':{'payload':[1],'later':{'handler':1},'handler':'echo'},"
                + "'method':'task/run','id':17,'jsonrpc':'2.0','y':null}");
    assertThat(Lines.toWorker(line))
        .isEqualTo(new ToWorker.RunTask(RequestId.of(17), "17", 1, "echo", Json.parse("[1]")));
  }

  @Test
  void initialize_needs_the_version_only() throws ProtocolException {
    String line =
        json("{'jsonrpc':'2.0','id':'a','method':'initialize','params':{'protocolVersion':1}}");
    assertThat(Lines.toWorker(line))
        .isEqualTo(new ToWorker.Initialize(RequestId.of("a"), 1, 0, 0, WorkerSettings.DEFAULT));
  }

  @Test
  void settings_may_be_given_in_part() throws ProtocolException {
    String line = request("initialize", "{'protocolVersion':1,'settings':{'graceMillis':7,'x':1}}");
    var initialize = (ToWorker.Initialize) Lines.toWorker(line);
    assertThat(initialize.settings()).isEqualTo(new WorkerSettings(1000, 7, 16 << 20));
  }

  @Test
  void a_null_counts_as_missing_where_a_member_is_optional() throws ProtocolException {
    String line = request("task/run", "{'handler':'h','task':null,'attempt':null,'payload':null}");
    assertThat(Lines.toWorker(line))
        .isEqualTo(new ToWorker.RunTask(RequestId.of(1), "1", 1, "h", Json.NULL));
  }

  @Test
  void params_may_be_missing_where_all_are_optional() throws ProtocolException {
    assertThat(Lines.toWorker(json("{'jsonrpc':'2.0','id':1,'method':'shutdown'}")))
        .isEqualTo(new ToWorker.Shutdown(RequestId.of(1), 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0000000000000000001",
        "1e400",
        "-0",
        "\"\\ud800\\u00e9é😀\"",
        "[ 1,\t2 , {\"a\" : \"\\/\"} ]",
        "\"x\"",
        "{}",
        "null",
        "true"
      })
  void a_payload_arrives_byte_for_byte(String payload) throws ProtocolException {
    for (String space : new String[] {"", " ", "\t  "}) {
      String line =
          json("{'params':{'payload':" + space)
              + payload
              + space
              + json(",'handler':'é'},'id':1,'method':'task/run','jsonrpc':'2.0'}");
      var run = (ToWorker.RunTask) Lines.toWorker(line);
      assertThat(run.payload()).hasToString(payload);
    }
  }

  @Test
  void a_payload_is_copied_out_of_the_middle_of_a_shared_array() throws ProtocolException {
    byte[] line =
        ("éé" + request("task/run", "{'handler':'h','payload':['é']}") + "éé")
            .getBytes(StandardCharsets.UTF_8);
    Frame frame = new Frame(line, 4, line.length - 8);
    var run = (ToWorker.RunTask) Lines.CODEC.readToWorker(frame);
    line[line.length - 10] = 'X';
    assertThat(run.payload()).hasToString(json("['é']"));
  }

  @Test
  void a_payload_with_line_breaks_between_its_tokens_becomes_a_single_line()
      throws ProtocolException {
    String line = request("task/run", "{'handler':'h',\n'payload':{'a':\n 'b c'}}");
    var run = (ToWorker.RunTask) Lines.toWorker(line);
    assertThat(run.payload()).hasToString(json("{'a':'b c'}"));
  }

  @Test
  void a_payload_may_be_nested_78_levels_deep_and_no_deeper() throws ProtocolException {
    String deepest = "[".repeat(78) + "]".repeat(78);
    assertThat(Lines.toWorker(request("task/run", "{'handler':'h','payload':" + deepest + "}")))
        .isInstanceOf(ToWorker.RunTask.class);
    ProtocolException e =
        refused(request("task/run", "{'handler':'h','payload':[" + deepest + "]}"));
    assertThat(e.error().code()).isEqualTo(RpcError.PARSE_ERROR);
    assertThat(e).hasMessageContaining("depth (81)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose'",
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose'}}",
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose'} {}",
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose','x':[1,]}",
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose','x':NaN}",
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose','x':01}",
        "-32700 | {'jsonrpc':'2.0','id':1,'method':'diagnose'} // comment",
        "-32700 | Listening for transport dt_socket",
        "-32700 | \uFEFF{'jsonrpc':'2.0','id':1,'method':'diagnose'}",
        "-32600 | [{'jsonrpc':'2.0','id':1,'method':'diagnose'}]",
        "-32600 | []",
        "-32600 | 17",
        "-32600 | null",
        "-32600 | {}",
        "-32600 | {'id':1,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'1.0','id':1,'method':'diagnose'}",
        "-32600 | {'jsonrpc':2.0,'id':1,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':null,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':1.0,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':true,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':[1],'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':9223372036854775808,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':1,'id':1,'method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':1,'method':'diagnose','method':'diagnose'}",
        "-32600 | {'jsonrpc':'2.0','id':1,'method':7}",
        "-32600 | {'jsonrpc':'2.0','id':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'method':'diagnose','params':'x'}",
        "-32600 | {'jsonrpc':'2.0','id':1,'method':'diagnose','result':1}",
        "-32600 | {'jsonrpc':'2.0','id':1,'method':'task/cancel','params':{'request':2}}",
        "-32601 | {'jsonrpc':'2.0','id':1,'method':'task/juggle'}",
        "-32601 | {'jsonrpc':'2.0','id':1,'method':''}",
        "-32601 | {'jsonrpc':'2.0','id':1,'method':'task/juggle','params':[1]}",
        "-32602 | {'jsonrpc':'2.0','id':1,'method':'diagnose','params':[]}",
        "-32602 | {'jsonrpc':'2.0','id':1,'method':'task/run','params':['echo']}"
      })
  void an_invalid_request_is_answered_with_the_code_of_json_rpc(int code, String line) {
    ProtocolException e = refused(json(line));
    assertThat(e.error().code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.isAnswerable()).isTrue();
  }

  @Test
  void the_error_for_a_batch_says_that_batches_are_not_supported() {
    assertThat(refused("[1]")).hasMessageContaining("batches (arrays) are not supported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "initialize | {}                                        | params.protocolVersion",
        "initialize | {'protocolVersion':'1'}                   | params.protocolVersion",
        "initialize | {'protocolVersion':4294967297}            | params.protocolVersion",
        "initialize | {'protocolVersion':1,'worker':1}          | params.worker",
        "initialize | {'protocolVersion':1,'worker':{'slot':-1}} | params.worker.slot",
        "initialize | {'protocolVersion':1,'worker':{'slot':1,'slot':1}} | params.worker.slot",
        "initialize | {'protocolVersion':1,'settings':{'heartbeatMillis':9}} | heartbeatMillis",
        "initialize | {'protocolVersion':1,'settings':{'maxFrameBytes':1}} | maxFrameBytes",
        "task/run   | {}                                        | params.handler",
        "task/run   | {'handler':null}                          | params.handler",
        "task/run   | {'handler':['echo']}                      | params.handler",
        "task/run   | {'handler':'h','handler':'h'}             | params.handler",
        "task/run   | {'handler':'h','attempt':0}               | params.attempt",
        "task/run   | {'handler':'h','attempt':1.5}             | params.attempt",
        "task/run   | {'handler':'h','task':{'a':1}}            | params.task",
        "shutdown   | {'graceMillis':-1}                        | params.graceMillis",
        "shutdown   | {'graceMillis':99999999999999999999}      | params.graceMillis"
      })
  void wrong_parameters_are_named(String method, String params, String name) {
    ProtocolException e = refused(request(method, params));
    assertThat(e.error().code()).isEqualTo(RpcError.INVALID_PARAMS);
    assertThat(e).hasMessageStartingWith(method).hasMessageContaining(name);
    assertThat(e.id()).isEqualTo(RequestId.of(1));
    assertThat(e.isAnswerable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','method':'task/juggle'}",
        "{'jsonrpc':'2.0','method':'task/cancel','params':[17]}",
        "{'jsonrpc':'2.0','method':'task/cancel','params':{}}",
        "{'jsonrpc':'2.0','method':'task/run','params':{'handler':'echo'}}",
        "{'jsonrpc':'2.0','method':'shutdown'}",
        "{'jsonrpc':'2.0','method':'task/cancel','params':'x'}",
        "{'jsonrpc':'2.0','id':1,'result':1,'error':{'code':1,'message':'x'}}",
        "{'jsonrpc':'2.0','result':1}",
        "{'id':1,'error':{'code':1,'message':'x'}}"
      })
  void neither_a_notification_nor_a_response_is_answered(String line) {
    assertThat(refused(json(line)).isAnswerable()).isFalse();
  }

  @Test
  void an_id_that_can_be_read_goes_into_the_answer() {
    assertThat(refused(json("{'id':'x','method':'diagnose'}")).id()).isEqualTo(RequestId.of("x"));
    assertThat(refused(json("{'jsonrpc':'2.0','method':'?','id':-5}")).id())
        .isEqualTo(RequestId.of(-5));
    assertThat(refused(json("{'jsonrpc':'2.0','id':1,'id':2,'method':'?'}")).id()).isNull();
    assertThat(refused(json("{'jsonrpc':'2.0','id':1,'method':'diagnose'")).id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0AF", "EDA080", "F4908080", "E28B", "FF", "80", "C3"})
  void bytes_that_are_not_utf8_are_a_parse_error(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    String line = request("task/run", "{'handler':'h','payload':'#'}");
    byte[] bytes = new byte[line.length() - 1 + bad.length];
    int at = line.indexOf('#');
    byte[] ascii = line.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, 0, at);
    System.arraycopy(bad, 0, bytes, at, bad.length);
    System.arraycopy(ascii, at + 1, bytes, at + bad.length, ascii.length - at - 1);
    assertThatThrownBy(() -> Lines.CODEC.readToWorker(new Frame(bytes, 0, bytes.length)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.error().code()).isEqualTo(RpcError.PARSE_ERROR));
  }

  @Test
  void utf16_is_a_parse_error() {
    byte[] bytes = request("diagnose", "{}").getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> Lines.CODEC.readToWorker(new Frame(bytes, 0, bytes.length)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void an_error_is_one_line_and_repeats_little_of_what_was_sent() {
    String message = String.valueOf(refused("secret".repeat(1000)).getMessage());
    assertThat(message).hasSizeLessThan(200).doesNotContain("\n");
  }

  private static String request(String method, String params) {
    return json("{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':" + params + "}");
  }

  private static ProtocolException refused(String line) {
    return catchThrowableOfType(ProtocolException.class, () -> Lines.toWorker(line));
  }
}
