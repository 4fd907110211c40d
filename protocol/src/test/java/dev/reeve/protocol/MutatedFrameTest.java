package dev.reeve.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, a reader yields a message that can be sent on, or a ProtocolException. */
class MutatedFrameTest {
  private static final byte[] TELLING =
      "{}[]\",:\\0123456789.-eE \n\r\t\0nulltruefalse".getBytes(UTF_8);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12})
  void a_mutated_frame_is_a_message_or_a_protocol_exception(long seed) {
    Random random = new Random(seed);
    RandomMessages messages = new RandomMessages(random);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean toWorker = random.nextBoolean();
      String line = toWorker ? Lines.line(messages.toWorker()) : Lines.line(messages.fromWorker());
      byte[] bytes = mutated(line.strip().getBytes(UTF_8), random);
      if (isRead(bytes, toWorker, seed)) {
        read++;
      } else {
        refused++;
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(refused).isGreaterThan(100);
  }

  private static boolean isRead(byte[] bytes, boolean toWorker, long seed) {
    Frame frame = new Frame(bytes, 0, bytes.length);
    try {
      if (toWorker) {
        assertThat(Lines.line(Lines.CODEC.readToWorker(frame))).containsOnlyOnce("\n");
      } else {
        assertThat(Lines.line(Lines.CODEC.readFromWorker(frame))).containsOnlyOnce("\n");
      }
      return true;
    } catch (ProtocolException e) {
      return false;
    } catch (RuntimeException e) {
      return fail("seed " + seed + ", frame " + HexFormat.of().formatHex(bytes), e);
    }
  }

  private static byte[] mutated(byte[] line, Random random) {
    byte[] bytes = line;
    for (int i = random.nextInt(2); i >= 0; i--) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] line, Random random) {
    byte[] bytes = line.clone();
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      case 3 -> System.arraycopy(line, at, bytes, 0, bytes.length - at);
      default -> bytes = doubled(line, at, at + random.nextInt(bytes.length - at));
    }
    return bytes;
  }

  /** {@code line} with the piece from {@code from} to {@code to} twice. */
  private static byte[] doubled(byte[] line, int from, int to) {
    byte[] bytes = Arrays.copyOf(line, line.length + to - from);
    System.arraycopy(line, from, bytes, to, line.length - from);
    return bytes;
  }
}
