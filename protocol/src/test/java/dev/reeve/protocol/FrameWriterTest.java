package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
  private final RecordingStream out = new RecordingStream();

  @Test
  void messages_wait_in_the_buffer_and_leave_in_one_write() throws IOException {
    FrameWriter writer = new FrameWriter(Lines.CODEC, out, 1 << 20);
    writer.write(run("[1]"));
    writer.write(new ToWorker.CancelTask(RequestId.of(1), false));
    assertThat(out.calls).isEmpty();
    writer.flush();
    assertThat(out.calls).containsExactly("write", "flush");
    assertThat(out.text())
        .isEqualTo(
            Lines.line(run("[1]")) + Lines.line(new ToWorker.CancelTask(RequestId.of(1), false)));
  }

  @Test
  void a_full_buffer_is_written_out_without_being_asked() throws IOException {
    FrameWriter writer = new FrameWriter(Lines.CODEC, out, 1 << 20);
    writer.write(run('"' + "x".repeat(70_000) + '"'));
    assertThat(out.calls).containsExactly("write");
  }

  @Test
  void an_empty_buffer_is_not_written() throws IOException {
    new FrameWriter(Lines.CODEC, out, 1 << 20).flush();
    assertThat(out.calls).containsExactly("flush");
  }

  @Test
  void a_message_that_is_too_long_leaves_no_trace() throws IOException {
    String before = Lines.line(run("1"));
    FrameWriter writer = new FrameWriter(Lines.CODEC, out, 2000);
    writer.write(run("1"));
    assertThatThrownBy(() -> writer.write(run('"' + "x".repeat(3_000_000) + '"')))
        .isInstanceOf(FrameTooLongException.class)
        .hasMessageContaining("2000 bytes");
    writer.write(run("1"));
    writer.flush();
    assertThat(out.text()).isEqualTo(before + before);
  }

  @Test
  void the_limit_does_not_count_the_newline() throws IOException {
    int length = Lines.line(run("1")).length() - 1;
    FrameWriter writer = new FrameWriter(Lines.CODEC, out, length);
    writer.write(run("1"));
    assertThatThrownBy(() -> writer.write(run("12"))).isInstanceOf(FrameTooLongException.class);
    writer.setMaxFrameBytes(length + 1);
    writer.write(run("12"));
  }

  @Test
  void a_message_that_cannot_be_encoded_leaves_no_trace() throws IOException {
    FrameWriter writer = new FrameWriter(Lines.CODEC, out, 1 << 20);
    @SuppressWarnings("NullAway") // the fault that is tried
    Json nothing = null;
    @SuppressWarnings("NullAway")
    FromWorker broken = new FromWorker.Success(RequestId.of(1), nothing);
    assertThatThrownBy(() -> writer.write(broken)).isInstanceOf(NullPointerException.class);
    writer.flush();
    assertThat(out.text()).isEmpty();
  }

  @Test
  void huge_messages_between_small_ones_arrive_whole() throws Exception {
    FrameWriter writer = new FrameWriter(Lines.CODEC, out, 32 << 20);
    StringBuilder expected = new StringBuilder();
    for (int length : new int[] {1, 3_000_000, 10, 65_536, 5, 9_000_000, 1}) {
      FromWorker message =
          new FromWorker.Success(RequestId.of(1), Json.parse('"' + "é".repeat(length) + '"'));
      writer.write(message);
      expected.append(Lines.line(message));
    }
    writer.flush();
    assertThat(out.text().contentEquals(expected)).isTrue();
  }

  private static ToWorker run(String payload) {
    return new ToWorker.RunTask(RequestId.of(1), "t", 1, "h", Json.parse(payload));
  }

  /** Keeps what is written, and the names of the calls. */
  private static final class RecordingStream extends OutputStream {
    final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      calls.add("write of one byte");
      bytes.write(b);
    }

    @Override
    public void write(byte[] array, int offset, int length) {
      calls.add("write");
      bytes.write(array, offset, length);
    }

    @Override
    public void flush() {
      calls.add("flush");
    }

    String text() {
      return bytes.toString(UTF_8);
    }
  }
}
