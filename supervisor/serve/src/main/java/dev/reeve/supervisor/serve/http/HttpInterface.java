package dev.reeve.supervisor.serve.http;

import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.serve.page.LivePage;
import dev.reeve.supervisor.serve.page.MemorySampler;
import dev.reeve.supervisor.serve.page.RunHistory;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The HTTP interface to a queue and the run that empties it. Takes tasks as soon as it listens;
 * they run when there is a run. Thread-safe.
 */
public final class HttpInterface implements AutoCloseable {
  private static final int MOST_RESULTS = 10_000;
  private static final long MOST_RESULT_BYTES = 16L << 20;

  private final HttpServer http;
  private final BodyFiles files;
  private final ServerContext context;
  private final ServerEvents events;
  private final Feed results;
  private final SupervisorListener listener;
  private final ServerListener told;
  private final PageState pageState;
  private final PageFeed pageFeed;
  private final MemorySampler memory;
  private final Gate gate;
  private final FeedCalls feeds;
  private final Router router;
  private ListenAddress address;

  private HttpInterface(HttpSetup setup, TaskQueue queue, Runnable drain) {
    HttpLimits limits = setup.limits();
    http = new HttpServer(setup.address(), limits);
    files = new BodyFiles(limits);
    context = new ServerContext(limits, http.threads(), http.scheduler());
    events = new ServerEvents(http.threads(), Long.toHexString(System.currentTimeMillis()));
    results = new Feed(http.threads(), MOST_RESULTS, MOST_RESULT_BYTES);
    LiveTasks live = new LiveTasks();
    ServerMetrics metrics = new ServerMetrics(queue::counts, live::count, files::used);
    metrics.show(context.shared());
    told = new ServerListener(new SerialExecutor(http.threads()), events, results, metrics, live);
    RunHistory history = HistoryRecall.of(queue);
    listener = new PageListener(history, queue, told);
    memory = new MemorySampler(history);
    LivePage page = new LivePage(history);
    pageState = new PageState(history, queue, live, context);
    pageFeed = new PageFeed(page, pageState, context);
    gate = new Gate(new HostCheck(setup.address(), setup.hosts()), setup.tokens());
    HttpSetup.Tasks rules = setup.tasks();
    TaskIntake intake = new TaskIntake(queue, rules.folder(), rules.defaults(), rules.allowsExec());
    TaskCalls tasks = new TaskCalls(queue, intake, new TaskViews(live), context);
    feeds = new FeedCalls(events, results, metrics, context);
    List<Route> routes = new ArrayList<>(tasks.routes());
    routes.addAll(new HandlerCalls(intake, tasks, files, context).routes());
    routes.addAll(new ControlCalls(queue, context, drain).routes());
    routes.addAll(feeds.routes());
    routes.addAll(new PageCalls(gate, page, pageState, pageFeed, context).routes());
    router = new Router(gate, routes);
    address = setup.address();
  }

  /**
   * Listens.
   *
   * @param drain ends the server in order
   * @throws IOException with a message for people, if the address cannot be used
   */
  public static HttpInterface open(HttpSetup setup, TaskQueue queue, Runnable drain)
      throws IOException {
    HttpInterface opened = new HttpInterface(setup, queue, drain);
    opened.start(queue);
    return opened;
  }

  private void start(TaskQueue queue) throws IOException {
    queue.listen(told);
    address = http.start(router);
    if (address instanceof ListenAddress.Tcp tcp) {
      gate.setPort(tcp.port());
    }
    pageState.setAddress(address);
    feeds.start();
    pageFeed.start();
    MemorySampler unused = memory.start();
  }

  /** Returns the address, with the port that was found if any was wanted. */
  public ListenAddress address() {
    return address;
  }

  /** Returns the listener that the pool must have. */
  public SupervisorListener listener() {
    return listener;
  }

  /** Returns all calls. */
  static List<Route> routes(HttpSetup setup, TaskQueue queue) {
    return new HttpInterface(setup, queue, () -> {}).router.routes();
  }

  /** Returns the number of open connections. */
  public int connections() {
    return http.connections();
  }

  /** Sets the run, once there is one. */
  public void attach(RunControl run) {
    context.attach(run);
  }

  /** Shows a queue that several servers share, in metrics and on the page. */
  public void show(BrokerQueue.Look look) {
    context.shared().attach(look);
  }

  /** Sets who is told the id of each task whose record a caller has got. */
  public void onDelivery(Consumer<String> listener) {
    context.onDelivery(listener);
  }

  /** Notes that the server is about to end: it is not ready any more. */
  public void drain() {
    context.drain();
  }

  /** Ends streams of events, and stops listening when answers that are on their way were sent. */
  @Override
  public void close() {
    pageFeed.close();
    memory.close();
    events.feed().close();
    results.close();
    http.close();
    files.close();
  }
}
