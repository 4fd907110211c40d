package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The buffer that all clients of a feed share. */
final class FeedTest {
  private final List<Runnable> calls = new ArrayList<>();
  private final Feed feed = new Feed(calls::add, 4, 20);

  private void append(String text) {
    feed.append(text, number -> (text + number + ";").getBytes(UTF_8));
  }

  private static String text(Feed.Batch batch) {
    return UTF_8.decode(batch.bytes()).toString();
  }

  @Test
  void a_client_reads_what_has_come_since_and_waits_for_more() {
    append("a");
    append("b");
    Feed.Batch batch = feed.read(1);
    assertThat(text(batch)).isEqualTo("b1;");
    assertThat(batch.next()).isEqualTo(2);
    Client client = new Client();
    assertThat(feed.await(client, 1)).as("there is one").isFalse();
    assertThat(feed.await(client, 2)).isTrue();
    append("c");
    append("d");
    assertThat(calls).as("one call wakes all").hasSize(1);
    calls.remove(0).run();
    assertThat(client.wakes).isEqualTo(1);
    assertThat(feed.waiting()).isZero();
  }

  @Test
  void a_slow_client_misses_entries_and_is_told() {
    for (String each : new String[] {"a", "b", "c", "d", "e"}) {
      append(each);
    }
    Feed.Batch batch = feed.read(0);
    assertThat(batch.missed()).isTrue();
    assertThat(text(batch)).isEqualTo("b1;c2;d3;e4;");
    append("long-entry-of-many-bytes");
    assertThat(feed.first()).as("bytes are bounded, and one entry is kept").isEqualTo(5);
    assertThat(feed.after("a")).isEqualTo(-1);
    assertThat(feed.after("long-entry-of-many-bytes")).isEqualTo(6);
  }

  @Test
  void the_end_is_told_when_all_is_read() {
    append("a");
    Client client = new Client();
    assertThat(feed.await(client, 1)).isTrue();
    feed.close();
    calls.remove(0).run();
    assertThat(client.wakes).isEqualTo(1);
    assertThat(feed.read(0).ended()).isTrue();
    append("b");
    assertThat(feed.next()).isEqualTo(1);
  }

  @Test
  void clients_that_wait_get_signs_of_life() {
    Client client = new Client();
    assertThat(feed.await(client, 0)).isTrue();
    feed.keepAlive();
    assertThat(client.signs).isEqualTo(1);
    assertThat(feed.waiting()).as("it waits anew when its sign is sent").isZero();
  }

  private static final class Client implements Feed.Waiting {
    private int wakes;
    private int signs;

    @Override
    public void wake() {
      wakes++;
    }

    @Override
    public void keepAlive() {
      signs++;
    }
  }
}
