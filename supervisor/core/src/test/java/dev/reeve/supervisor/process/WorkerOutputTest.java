package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.testing.RecordingLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkerOutputTest {
  private static final FromWorker MESSAGE =
      new FromWorker.Success(
          RequestId.of(1), Json.ofTrusted("\"{\\\"jsonrpc\\\"\"".getBytes(UTF_8)));

  private final List<FromWorker> messages = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final RecordingLog log = new RecordingLog();
  private final List<Integer> batches = new ArrayList<>();

  private int firstMessages;

  @Test
  void messages_that_arrive_together_are_passed_on_together_up_to_a_limit() {
    read(line().repeat(3_000));
    assertThat(messages).hasSize(3_000).containsOnly(MESSAGE);
    assertThat(batches).hasSizeLessThan(200);
    assertThat(batches).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(1024));
  }

  @Test
  void half_a_message_before_a_whole_one_loses_only_itself() {
    read(line().substring(0, 20) + line());
    assertThat(messages).containsExactly(MESSAGE);
    assertThat(strays()).hasSize(1);
  }

  @Test
  void text_before_a_short_line_loses_only_itself() {
    read("[1,2] [\"done\",1,5,\"x\"]\n[\"done\",2,5,[\"done\",3]]\n[\"done\",4,5]\n");
    assertThat(messages)
        .containsExactly(
            new FromWorker.Success(RequestId.of(1), Json.of("\"x\""), 5),
            new FromWorker.Success(RequestId.of(2), Json.of("[\"done\",3]"), 5));
    assertThat(strays()).hasSize(2);
  }

  @Test
  void the_beginning_of_a_message_within_text_hides_no_message() {
    read("half a [\"done\", and {\"jsonrpc\" " + line());
    assertThat(messages).containsExactly(MESSAGE);
    assertThat(strays()).hasSize(1);
  }

  @Test
  void a_long_line_of_beginnings_does_not_hold_up_the_reader() {
    read("[\"done\",".repeat(100_000) + "\n" + line());
    assertThat(messages).containsExactly(MESSAGE);
  }

  @Test
  void a_whole_message_at_the_end_counts_without_its_newline() {
    read(line().strip());
    assertThat(messages).containsExactly(MESSAGE);
    assertThat(others).isEmpty();
    assertThat(strays()).isEmpty();
    assertThat(firstMessages).isEqualTo(1);
  }

  @Test
  void a_method_of_a_later_version_is_ignored() {
    read("{\"jsonrpc\":\"2.0\",\"method\":\"task/dreams\",\"params\":{}}\n" + line());
    assertThat(messages).containsExactly(MESSAGE);
    assertThat(others).isEmpty();
    assertThat(strays()).isEmpty();
  }

  @Test
  void at_most_a_hundred_stray_lines_are_reported_and_the_order_is_kept() {
    read(line() + "x\n".repeat(5_000) + line());
    assertThat(messages).hasSize(2);
    assertThat(strays()).hasSize(100);
  }

  @Test
  void random_bytes_between_messages_never_stop_the_reader() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      messages.clear();
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(noise);
      bytes.write('\n');
      bytes.writeBytes(line().getBytes(UTF_8));
      read(bytes.toByteArray());
      assertThat(messages).as("seed %d, round %d", seed, round).containsExactly(MESSAGE);
    }
  }

  private static String line() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new MessageCodec().write(MESSAGE, bytes);
    return bytes.toString(UTF_8);
  }

  private List<String> strays() {
    return log.lines().stream()
        .filter(line -> line.contains("a line that is not a message"))
        .toList();
  }

  @Test
  void a_lack_of_memory_that_passes_loses_no_message() {
    read(poorFor(3, line()));
    assertThat(messages).containsExactly(MESSAGE);
    assertThat(others).isEmpty();
  }

  @Test
  void a_lack_of_memory_that_lasts_is_no_fault_of_the_worker() {
    read(poorFor(Integer.MAX_VALUE, line()));
    assertThat(others).containsExactly("heapExhausted: Java heap space");
  }

  /** A stream from which the first reads fail. */
  private static InputStream poorFor(int reads, String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      private int tries;

      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        if (length <= 16 << 10) { // the rest is discarded
          return -1;
        }
        if (++tries <= reads) {
          throw new OutOfMemoryError("Java heap space");
        }
        return super.read(into, offset, length);
      }
    };
  }

  @Test
  void one_long_message_at_a_time_is_read_and_the_place_is_given_back() {
    LongMessages places = new LongMessages(64 << 10, 1, 10);
    assertThat(places.enter()).isTrue();
    assertThat(places.enter()).as("waits for a bounded time").isFalse();
    places.leave();
    assertThat(places.enter()).isTrue();
    LongMessages small = LongMessages.forHeap(64 << 20, 16 << 20);
    assertThat(small.longBytes()).isEqualTo(128 << 10);
    assertThat(small.enter()).isTrue();
    assertThat(LongMessages.forHeap(8L << 30, 16 << 20).longBytes()).isEqualTo(1 << 20);
  }

  private void read(String text) {
    read(text.getBytes(UTF_8));
  }

  private void read(byte[] bytes) {
    read(new ByteArrayInputStream(bytes));
  }

  private void read(InputStream in) {
    WorkerKey key = new WorkerKey(0, 0);
    WorkerEventSequencer events = new WorkerEventSequencer(key, new Recorder());
    WorkerOutputLog outputLog = new WorkerOutputLog(key, WorkerLog.of(log, null, 0), log);
    new WorkerOutput(events, outputLog, new LongMessages(64 << 10, 1, 400), () -> firstMessages++)
        .readAll(in, 1 << 20);
  }

  private final class Recorder implements WorkerEvents, WorkerEvent.Handler<WorkerKey> {
    @Override
    public void accept(WorkerKey key, WorkerEvent event) {
      event.deliverTo(this, key);
    }

    @Override
    public void started(WorkerKey key, WorkerEvent.Started event) {
      others.add("started");
    }

    @Override
    public void startFailed(WorkerKey key, WorkerEvent.StartFailed event) {
      others.add("startFailed");
    }

    @Override
    public void said(WorkerKey key, WorkerEvent.Said event) {
      batches.add(event.messages().size());
      messages.addAll(event.messages());
    }

    @Override
    public void saidAtEnd(WorkerKey key, WorkerEvent.SaidAtEnd event) {
      others.add("lastWords " + event.messages().size());
    }

    @Override
    public void protocolBroken(WorkerKey key, WorkerEvent.ProtocolBroken event) {
      others.add("broken " + event.why());
    }

    @Override
    public void heapExhausted(WorkerKey key, WorkerEvent.HeapExhausted event) {
      others.add("heapExhausted: " + event.cause().getMessage());
    }

    @Override
    public void joined(WorkerKey key, WorkerEvent.Joined event) {
      others.add("joined");
    }
  }
}
