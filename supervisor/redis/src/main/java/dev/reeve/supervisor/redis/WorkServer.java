package dev.reeve.supervisor.redis;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The work with one server: a thread takes tasks, one renews leases, one tells ends. */
final class WorkServer {

  /** Longest time that the server is asked to wait for a task: also the time that a stop takes. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);

  /** Number of renewals between two looks for supervisors that are gone. */
  private static final int FORGET_EVERY = 30;

  private static final Duration SHORTEST_AWAY = Duration.ofMinutes(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

  private final WorkCalls calls;
  private final BrokerWork work;
  private final WorkOptions options;
  private final RowParser parser;
  private final EndSender sender;
  private final ServerThread taker;
  private final ServerThread keeper;
  private final ServerThread teller;
  private int renewals;
  private volatile long nextRenewal = System.nanoTime();

  /** Whether leases of other supervisors may have ended since the taker has last looked. */
  private volatile boolean mayTakeOver;

  WorkServer(
      RedisServer server,
      String supervisor,
      BrokerWork work,
      RowParser parser,
      Consumer<String> messages) {
    this.calls = new WorkCalls(server, supervisor);
    this.work = work;
    this.options = work.options();
    this.parser = parser;
    this.sender = new EndSender(calls, work.tasks(), messages);
    ServerHealth health =
        new ServerHealth(server, messages, isWell -> work.tasks().setAway(server, !isWell));
    this.taker = new ServerThread("reeve-broker-take", health, this::take);
    this.keeper = new ServerThread("reeve-broker-lease", health, this::keep);
    this.teller = new ServerThread("reeve-broker-end", health, sender::send);
  }

  private Duration waitTime() {
    Duration share = options.lease().dividedBy(20);
    return share.compareTo(LONGEST_WAIT) < 0 ? share : LONGEST_WAIT;
  }

  boolean is(RedisServer server) {
    return calls.server() == server;
  }

  void start() {
    taker.start();
    keeper.start();
    teller.start();
  }

  private void take() throws BrokerException, InterruptedException {
    int room = work.tasks().awaitRoom();
    if (room == 0) {
      taker.pause(LONGEST_WAIT);
      return;
    }
    calls.server().requireUsable();
    if (takeOver(room)) {
      return;
    }
    long begin = System.nanoTime();
    List<TakenRow> rows = calls.take(room);
    if (rows.isEmpty()) {
      begin = System.nanoTime();
      rows = calls.await(waitTime());
    }
    add(rows, begin);
  }

  /**
   * Takes over tasks whose lease has ended; returns whether there were some. It does so only while
   * the leases of this supervisor are renewed: a task of its own whose lease has ended then is one
   * that it has never seen.
   */
  private boolean takeOver(int room) throws BrokerException {
    long begin = System.nanoTime();
    if (!mayTakeOver || nextRenewal - begin <= 0) {
      return false;
    }
    mayTakeOver = false; // before the call, during which more leases may end
    List<TakenRow> rows = calls.takeOver(options.lease(), room);
    if (rows.size() == room) {
      mayTakeOver = true;
    }
    add(rows, begin);
    return !rows.isEmpty();
  }

  private void add(List<TakenRow> rows, long begin) {
    long leaseEnd = begin + options.lease().toNanos();
    for (TakenRow row : rows) {
      TakenTask task = parser.parse(calls.server(), row, work.tasks().nextSeq(), leaseEnd);
      if (!work.tasks().add(task)) {
        work.giveBack(List.of(task));
      }
    }
  }

  /** Moves delayed tasks when they are due, and does the rest from time to time. */
  private void keep() throws BrokerException, InterruptedException {
    calls.server().requireUsable();
    long now = System.nanoTime();
    if (nextRenewal - now <= 0) {
      nextRenewal = now; // again at once if it fails
      renew();
      forget();
      nextRenewal = now + options.renewal().toNanos();
      mayTakeOver = true;
    }
    Duration untilDue = calls.moveDue(options.renewal());
    Duration untilRenewal = Duration.ofNanos(nextRenewal - System.nanoTime());
    Duration pause = untilDue.compareTo(untilRenewal) < 0 ? untilDue : untilRenewal;
    keeper.pause(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
  }

  private void forget() throws BrokerException {
    if (renewals++ % FORGET_EVERY == 0) {
      Duration away = options.lease().multipliedBy(10);
      calls.forgetOthers(away.compareTo(SHORTEST_AWAY) > 0 ? away : SHORTEST_AWAY);
    }
  }

  private void renew() throws BrokerException {
    List<TakenTask> held = work.tasks().of(calls.server());
    if (held.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    List<WorkCalls.Renewed> answers = calls.renew(held);
    for (int i = 0; i < held.size(); i++) {
      TakenTask task = held.get(i);
      switch (answers.get(i)) {
        case HELD -> task.renewed(begin + options.lease().toNanos());
        case CANCEL -> {
          task.renewed(begin + options.lease().toNanos());
          work.stop(task, TakenTask.Stop.CANCELLED);
        }
        case LOST -> work.stop(task, TakenTask.Stop.LOST);
      }
    }
  }

  /** Tells the server of an end, soon. */
  void tell(TaskEnd end) {
    sender.add(end);
    if (end instanceof TaskEnd.GivenBack) {
      keeper.wake();
    }
  }

  /** Takes no more tasks; those that are held keep their leases. */
  void stopTaking() {
    taker.stop();
  }

  /**
   * Ends the threads.
   *
   * @param allTold whether the server knows all ends, and so may forget this supervisor
   */
  void stop(boolean allTold) throws InterruptedException {
    taker.stop();
    keeper.stop();
    taker.join(JOIN_LIMIT);
    keeper.join(JOIN_LIMIT);
    if (allTold) {
      boolean unused = work.tasks().awaitEmpty(JOIN_LIMIT); // what the taker got at last
      try {
        calls.leave();
      } catch (BrokerException e) {
        // others will forget it
      }
    }
    teller.stop();
    teller.join(JOIN_LIMIT);
  }
}
