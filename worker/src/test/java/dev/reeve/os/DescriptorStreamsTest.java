package dev.reeve.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Streams on descriptors that were made non-blocking. */
final class DescriptorStreamsTest {
  private final Pipe pipe;

  DescriptorStreamsTest() throws IOException {
    pipe = Pipe.open();
  }

  @Test
  void a_full_pipe_is_waited_for_and_each_byte_is_written_once() throws Exception {
    pipe.sink().configureBlocking(false);
    byte[] bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try (WritableByteChannel sink = pipe.sink()) {
                OutputStream out = new DescriptorOutput(sink);
                out.write(bytes[0]);
                out.write(bytes, 1, bytes.length - 1);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(Channels.newInputStream(pipe.source()).readAllBytes()).isEqualTo(bytes);
    written.join();
  }

  @Test
  void input_is_waited_for_until_the_writer_closes_the_pipe() throws Exception {
    pipe.source().configureBlocking(false);
    InputStream in = new DescriptorInput(pipe.source());
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return in.readAllBytes();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    for (String word : new String[] {"one", "two"}) {
      pipe.sink().write(ByteBuffer.wrap(word.getBytes(UTF_8)));
    }
    pipe.sink().close();
    assertThat(read.join()).isEqualTo("onetwo".getBytes(UTF_8));
  }

  @Test
  void a_reader_that_has_gone_is_a_failure_at_once() throws Exception {
    pipe.sink().configureBlocking(false);
    pipe.source().close();
    OutputStream out = new DescriptorOutput(pipe.sink());
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
  }
}
