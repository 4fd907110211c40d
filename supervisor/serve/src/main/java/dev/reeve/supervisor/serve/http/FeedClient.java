package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.LongFunction;

/** A client that reads from a {@link Feed} until it leaves or the sequence ends. */
final class FeedClient implements Feed.Waiting {
  private final Feed feed;
  private final Exchange.Stream stream;
  private final byte[] signOfLife;
  private final LongFunction<String> onMissed;
  private final boolean endless;
  private long next;

  /**
   * @param signOfLife is sent when nothing else is
   * @param onMissed says that entries have gone; is given the number of the first one that is left
   * @param endless whether to wait for entries to come
   */
  FeedClient(
      Feed feed,
      Exchange.Stream stream,
      String signOfLife,
      LongFunction<String> onMissed,
      boolean endless) {
    this.feed = feed;
    this.stream = stream;
    this.signOfLife = signOfLife.getBytes(UTF_8);
    this.onMissed = onMissed;
    this.endless = endless;
  }

  /**
   * Begins with an entry.
   *
   * @param hello goes before all entries
   */
  void start(long from, String hello) {
    next = from;
    send(ByteBuffer.wrap(hello.getBytes(UTF_8))); // if it is empty, the head goes alone
  }

  @Override
  public void wake() {
    while (true) {
      Feed.Batch batch = feed.read(next);
      boolean empty = !batch.bytes().hasRemaining();
      if (batch.ended() || (empty && !endless)) {
        stream.end(batch.bytes());
        return;
      }
      long read = next;
      next = batch.next();
      if (batch.missed()) {
        send(withNotice(batch, read));
        return;
      }
      if (!empty) {
        send(batch.bytes());
        return;
      }
      if (feed.await(this, next)) {
        return;
      }
    }
  }

  private ByteBuffer withNotice(Feed.Batch batch, long read) {
    byte[] notice = onMissed.apply(read).getBytes(UTF_8);
    ByteBuffer all = ByteBuffer.allocate(notice.length + batch.bytes().remaining());
    return all.put(notice).put(batch.bytes()).flip();
  }

  private void send(ByteBuffer part) {
    stream.send(part, this::wake, () -> {});
  }

  @Override
  public void keepAlive() {
    send(ByteBuffer.wrap(signOfLife));
  }
}
