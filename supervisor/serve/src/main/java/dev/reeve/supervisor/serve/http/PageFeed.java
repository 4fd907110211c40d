package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.supervisor.serve.page.LiveFacts;
import dev.reeve.supervisor.serve.page.LivePage;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells open pages once a second what is new. Of what a page has not taken yet nothing waits: it is
 * told later, and then all at once.
 */
final class PageFeed {
  private static final long PERIOD_MILLIS = 1_000;
  private static final int MOST_PAGES = 100;
  private static final byte[] HEAD = "event: state\ndata: ".getBytes(US_ASCII);

  private final LivePage page;
  private final PageState state;
  private final ServerContext server;
  private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  PageFeed(LivePage page, PageState state, ServerContext server) {
    this.page = page;
    this.state = state;
    this.server = server;
  }

  /** Begins to tell; goes on until it is closed. */
  void start() {
    server.later(PERIOD_MILLIS, this::tick);
  }

  private void tick() {
    if (closed) {
      return;
    }
    state.sample();
    if (pages.isEmpty()) {
      start();
      return;
    }
    CompletableFuture<Void> unused =
        state
            .now()
            .handleAsync(
                (facts, failure) -> {
                  if (failure == null) {
                    pages.forEach(each -> each.tell(facts));
                  }
                  start();
                  return null;
                },
                server.threads());
  }

  /** Adds a page, which is told at once. */
  void add(Exchange exchange) throws ProblemException {
    if (pages.size() >= MOST_PAGES) {
      throw new ProblemException(
          Problem.of(
                  503,
                  "too-many-pages",
                  "Too many pages listen to the server",
                  "close one of the " + MOST_PAGES + ", or load the page without its script")
              .header("Retry-After", "10"));
    }
    boolean mayAct = exchange.caller().may(Access.WRITE);
    exchange.headers().put("X-Accel-Buffering", "no");
    Exchange.Stream stream = exchange.stream("text/event-stream");
    if (stream != null) {
      OpenPage opened = new OpenPage(stream, mayAct);
      pages.add(opened);
      CompletableFuture<Void> unused = state.now().thenAcceptAsync(opened::tell, server.threads());
    }
  }

  /** Ends what is told to all pages. */
  void close() {
    closed = true;
    pages.forEach(OpenPage::end);
  }

  /** A page that listens. */
  private final class OpenPage {
    private final Exchange.Stream stream;
    private final boolean mayAct;
    private LivePage.Position position = LivePage.Position.START;

    /** Whether a part is on its way. */
    private boolean busy;

    private boolean ended;

    OpenPage(Exchange.Stream stream, boolean mayAct) {
      this.stream = stream;
      this.mayAct = mayAct;
    }

    synchronized void tell(LiveFacts facts) {
      if (busy || ended) {
        return;
      }
      LivePage.Data data = page.data(facts, mayAct, position);
      position = data.next();
      ByteBuffer event = ByteBuffer.allocate(HEAD.length + data.json().length() + 2);
      event.put(HEAD).put(data.json().utf8()).put((byte) '\n').put((byte) '\n').flip();
      busy = true;
      stream.send(event, this::taken, this::gone);
    }

    private synchronized void taken() {
      busy = false;
      if (ended) {
        stream.end(ByteBuffer.allocate(0));
      }
    }

    private void gone() {
      pages.remove(this);
    }

    synchronized void end() {
      if (!ended && !busy) {
        stream.end(ByteBuffer.allocate(0));
      }
      ended = true;
      gone();
    }
  }
}
