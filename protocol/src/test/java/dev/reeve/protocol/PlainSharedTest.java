package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cut of shared objects leads where the parser would have led, or it is not taken. */
class PlainSharedTest {
  private static final byte[] TELLING = "{}[]\",:\\019.-+eE tn\u00e9".getBytes(UTF_8);
  private static final String ADD =
      "{'jsonrpc':'2.0','id':7,'method':'shared/call','params':"
          + "{'kind':'counter','name':'c','operation':'add','thread':15,'number':-3}}";

  /** Every member there is, in the order in which they are written. */
  private static final String ALL =
      "{'jsonrpc':'2.0','id':7,'method':'shared/call','params':{'kind':'map','name':'m','operation'"
          + ":'replace','thread':1,'waitNanos':-1,'number':20,'expected':-4,'key':'k','value':[1],"
          + "'former':null,'lock':'l'}}";

  private static final String ANSWER =
      "{'jsonrpc':'2.0','id':7,'result':"
          + "{'done':true,'number':5,'value':{'a':[0]},'formerHolderDied':true}}";

  @Test
  void calls_and_results_in_plain_form_are_read_without_the_parser() throws ProtocolException {
    for (String line : new String[] {ADD, ALL}) {
      FromWorker call = PlainShared.call(frame(line));
      assertThat(call).isNotNull().isEqualTo(FromWorkerReader.read(frame(line)));
    }
    ToWorker.Success answer = PlainLine.answer(frame(ANSWER));
    assertThat(answer).isNotNull().isEqualTo(ToWorkerReader.read(Envelope.read(frame(ANSWER))));
    assertThat(PlainShared.result(answer.result()))
        .isEqualTo(new SharedResult(true, 5, Json.parse("{\"a\":[0]}"), true));
  }

  @Test
  void messages_that_are_written_here_are_read_without_the_parser() {
    SharedCall call =
        SharedCall.of(SharedKind.QUEUE, "jobs", SharedOperation.PUT)
            .by(12)
            .waiting(SharedCall.NO_LIMIT)
            .value(Json.number(-5));
    FromWorker request = new FromWorker.SharedCallRequest(RequestId.of(3), call);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MessageCodec().write(request, out);
    assertThat(PlainShared.call(new Frame(out.toByteArray(), 0, out.size() - 1)))
        .isEqualTo(request);
    SharedResult result = new SharedResult(false, -9, Json.string("x"), true);
    assertThat(PlainShared.result(new MessageCodec().write(result))).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'number':01",
        "'number':-",
        "'number':1.0",
        "'number':1e3",
        "'number':1234567890123456789",
        "'number':'1'",
        "'number': 1",
        "'number':null",
        "'waitNanos':-2",
        "'number':1,'thread':2",
        "'number':1,'number':1",
        "'value':tru",
        "'lock':7",
        "'other':1"
      })
  void other_forms_are_left_to_the_parser(String members) {
    assertThat(PlainShared.call(frame(ADD.replace("'number':-3", members)))).isNull();
  }

  @Test
  void unknown_kinds_and_operations_are_left_to_the_parser() {
    assertThat(PlainShared.call(frame(ADD.replace("counter", "counters")))).isNull();
    assertThat(PlainShared.call(frame(ADD.replace("add", "adds")))).isNull();
    assertThat(PlainShared.call(frame(ADD.replace("'name':'c',", "")))).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {23, 24})
  void the_plain_reader_reads_as_the_parser_does(long seed) throws ProtocolException {
    Random random = new Random(seed);
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < 60_000; i++) {
      String line = new String[] {ADD, ALL, ANSWER}[i % 3].replace('\'', '"');
      Frame frame = changed(line, random);
      boolean agrees = i % 3 == 2 ? answerAgrees(frame) : callAgrees(frame);
      taken += agrees ? 1 : 0;
      refused += agrees ? 0 : 1;
    }
    assertThat(taken).as("seed %d", seed).isGreaterThan(5_000);
    assertThat(refused).as("seed %d", seed).isGreaterThan(5_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {25, 26})
  void everything_that_is_written_is_read_again(long seed) throws ProtocolException {
    RandomMessages messages = new RandomMessages(new Random(seed));
    MessageCodec codec = new MessageCodec();
    for (int i = 0; i < 2_000; i++) {
      FromWorker call = new FromWorker.SharedCallRequest(RequestId.of(i), messages.sharedCall());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      codec.write(call, out);
      Frame frame = new Frame(out.toByteArray(), 0, out.size() - 1);
      assertThat(codec.readFromWorker(frame)).isEqualTo(call);
      SharedResult result = messages.sharedResult();
      assertThat(codec.readSharedResult(codec.write(result))).isEqualTo(result);
    }
  }

  private static boolean callAgrees(Frame frame) throws ProtocolException {
    FromWorker plain = PlainShared.call(frame);
    if (plain != null) {
      assertThat(plain).as(frame.text()).isEqualTo(FromWorkerReader.read(frame));
    }
    return plain != null;
  }

  private static boolean answerAgrees(Frame frame) throws ProtocolException {
    ToWorker.Success plain = PlainLine.answer(frame);
    if (plain == null) {
      return false;
    }
    assertThat(plain).as(frame.text()).isEqualTo(ToWorkerReader.read(Envelope.read(frame)));
    return resultAgrees(plain.result());
  }

  private static boolean resultAgrees(Json json) throws ProtocolException {
    SharedResult plain = PlainShared.result(json);
    if (plain != null) {
      assertThat(plain)
          .as(json.toString())
          .isEqualTo(ReplyReader.read(json, SharedCodec::readResult));
    }
    return plain != null;
  }

  /** As it is, or with one byte changed, added or left out. */
  private static Frame changed(String line, Random random) {
    byte[] bytes = line.getBytes(UTF_8);
    int at = random.nextInt(bytes.length);
    byte @Nullable [] piece =
        switch (random.nextInt(4)) {
          case 0 -> null;
          case 1 -> new byte[0];
          default -> new byte[] {TELLING[random.nextInt(TELLING.length)]};
        };
    return piece == null
        ? new Frame(bytes, 0, bytes.length)
        : replaced(bytes, at, random.nextInt(2), piece);
  }

  private static Frame replaced(byte[] bytes, int at, int cut, byte[] piece) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length - cut + piece.length);
    System.arraycopy(piece, 0, changed, at, piece.length);
    System.arraycopy(bytes, at + cut, changed, at + piece.length, bytes.length - at - cut);
    return new Frame(changed, 0, changed.length);
  }

  private static Frame frame(String line) {
    return Frame.of(line.replace('\'', '"'));
  }
}
