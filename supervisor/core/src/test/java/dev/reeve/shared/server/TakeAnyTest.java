package dev.reeve.shared.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.shared.ClosedException;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.SharedSource;
import dev.reeve.shared.Taken;
import dev.reeve.shared.client.SharedProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taking from one of several queues and pipes, as programs and handlers do. */
class TakeAnyTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  record Page(int number) {}

  private final SharedObjectServer server =
      new SharedObjectServer(SharedLimits.of(1 << 24, 1 << 20), text -> {});
  private final SharedObjects ours =
      new SharedProxies(new ServerPort(server, ClientProcess.PROGRAM));
  private final SharedObjects theirs =
      new SharedProxies(new ServerPort(server, new ClientProcess(0, 0)));
  private final SharedQueue<Page> pages = ours.queue("pages", 1_000, Page.class);
  private final SharedQueue<String> words = ours.stack("words", 1_000, String.class);
  private final SharedPipe.End<Integer> numbers = ours.pipe("numbers", 9, Integer.class).first();
  private final SharedPipe.End<Integer> sender = theirs.pipe("numbers", 9, Integer.class).second();
  private final List<SharedSource<?>> all = List.of(pages, words, numbers);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private <T> Future<T> whileOneWaits(Callable<T> work) {
    Future<T> result = threads.submit(work);
    await()
        .until(
            () -> {
              synchronized (server) {
                return server.waitingCalls() == all.size() + 1;
              }
            });
    return result;
  }

  @Test
  void a_value_tells_its_source_and_has_its_type_there() throws Exception {
    sender.send(7);
    Taken<?> taken = ours.takeAny(all);
    assertThat(taken.source()).isSameAs(numbers);
    assertThat(taken.from(numbers)).isEqualTo(7);
    assertThat(taken.from(words)).isNull();
    pages.put(new Page(1));
    Taken<?> page = ours.pollAny(all, Duration.ZERO);
    assertThat(page).isNotNull().isEqualTo(new Taken<>(pages, new Page(1)));
    Page typed = page.from(pages);
    assertThat(typed).isEqualTo(new Page(1));
    assertThat(ours.pollAny(all, Duration.ZERO)).isNull();
  }

  @Test
  void sources_of_one_type_give_values_of_that_type() throws Exception {
    SharedQueue<Page> more = ours.queue("more", 9, Page.class);
    more.put(new Page(2));
    Taken<Page> taken = ours.takeAny(List.of(pages, more));
    assertThat(taken.value().number()).isEqualTo(2);
  }

  @Test
  void a_thread_waits_until_any_of_them_has_a_value() throws Exception {
    Future<Taken<?>> taken = whileOneWaits(() -> ours.takeAny(all));
    theirs.stack("words", 1_000, String.class).put("hello");
    assertThat(taken.get().from(words)).isEqualTo("hello");
    Future<Taken<?>> polled = whileOneWaits(() -> ours.pollAny(all, LONG));
    sender.send(3);
    assertThat(polled.get().from(numbers)).isEqualTo(3);
  }

  @Test
  void none_is_neglected_although_all_have_values() throws Exception {
    for (int i = 0; i < 300; i++) {
      pages.put(new Page(i));
      words.put("word");
    }
    int ofPages = 0;
    for (int i = 0; i < 300; i++) {
      ofPages += ours.takeAny(all).from(pages) == null ? 0 : 1;
    }
    assertThat(ofPages).isBetween(75, 225);
  }

  @Test
  void closed_sources_are_passed_over_until_all_are_closed() throws Exception {
    words.put("last");
    words.close();
    pages.close();
    assertThat(ours.takeAny(all).value()).isEqualTo("last");
    Future<Taken<?>> taken = threads.submit(() -> ours.takeAny(all));
    await().until(() -> waitingCalls() == 2);
    sender.close();
    assertThatThrownBy(taken::get).hasCauseInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> ours.pollAny(all, Duration.ZERO)).isInstanceOf(ClosedException.class);
  }

  private int waitingCalls() {
    synchronized (server) {
      return server.waitingCalls();
    }
  }

  @Test
  void an_interrupt_ends_the_wait_which_has_taken_nothing() throws Exception {
    Future<Taken<?>> taken = whileOneWaits(() -> ours.takeAny(all));
    threads.shutdownNow();
    assertThatThrownBy(taken::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(waitingCalls()).isZero();
    pages.put(new Page(1));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ours.takeAny(all)).isInstanceOf(InterruptedException.class);
    assertThat(pages.size()).isEqualTo(1);
  }

  @Test
  void a_value_that_cannot_be_read_stays() throws Exception {
    ours.queue("pages", 1_000, Json.class).put(Json.string("no page"));
    assertThatThrownBy(() -> ours.takeAny(all))
        .isInstanceOf(SharedObjectException.class)
        .hasMessageEndingWith("; it has been put back");
    assertThat(pages.size()).isEqualTo(1);
  }

  @Test
  void sources_of_others_are_refused() {
    SharedQueue<Page> other = theirs.queue("pages", 1_000, Page.class);
    assertThatThrownBy(() -> ours.takeAny(List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queue pages does not belong to these shared objects");
    assertThatThrownBy(() -> ours.takeAny(List.of(sender)))
        .hasMessage("pipe numbers, end 1 does not belong to these shared objects");
    assertThatThrownBy(() -> ours.takeAny(List.of(new SharedSource<Integer>() {})))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ours.takeAny(List.<SharedSource<Integer>>of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void many_threads_lose_nothing() throws Exception {
    int each = 300;
    List<Future<Integer>> takers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      takers.add(threads.submit(this::takeUntilClosed));
    }
    Future<?> pagesPut = threads.submit(() -> putPages(each));
    Future<?> numbersSent = threads.submit(() -> sendNumbers(each));
    for (int i = 0; i < each; i++) {
      words.put("w");
    }
    words.close();
    pagesPut.get();
    numbersSent.get();
    int sum = 0;
    for (Future<Integer> taker : takers) {
      sum += taker.get();
    }
    assertThat(sum).isEqualTo(3 * each);
  }

  private Object putPages(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      pages.put(new Page(i));
    }
    pages.close();
    return count;
  }

  private Object sendNumbers(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      sender.send(i);
    }
    sender.close();
    return count;
  }

  private int takeUntilClosed() throws InterruptedException {
    int count = 0;
    while (true) {
      try {
        ours.takeAny(all);
        count++;
      } catch (ClosedException e) {
        return count;
      }
    }
  }
}
