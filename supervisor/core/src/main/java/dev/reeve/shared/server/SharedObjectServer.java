package dev.reeve.shared.server;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All shared objects of one supervisor, and the calls that wait for them. Not thread-safe: belongs
 * to one thread. No call blocks; each is answered exactly once, unless its process dies before.
 */
public final class SharedObjectServer {
  private static final RpcError CANCELLED = SharedRefusal.CANCELLED.error("the call was cancelled");

  private final SharedLimits limits;
  private final MemoryBudget budget;
  private final WaitingCalls waiting;
  private final DeadlockSearch deadlocks;
  private final StateFactory factory;
  private final Map<String, SharedState> objects = new LinkedHashMap<>();
  private long order;

  /** Why nothing is taken on any more; null before. */
  private @Nullable RpcError finished;

  /**
   * @param deadlocks told, in one line, who waits for whom
   */
  public SharedObjectServer(SharedLimits limits, Consumer<String> deadlocks) {
    this.limits = limits;
    this.budget = new MemoryBudget(limits.bytes());
    this.waiting = new WaitingCalls(limits.calls());
    this.deadlocks = new DeadlockSearch(deadlocks);
    MultiValueResults answers = new MultiValueResults(limits.replyBytes());
    this.factory = new StateFactory(waiting, budget, answers, this.deadlocks);
  }

  /** Says where shared memory is had from; without it there is none. */
  public void use(SharedMemory memory) {
    factory.use(memory);
  }

  /**
   * Carries out a call, or lets it wait.
   *
   * @param id distinguishes it from the other waiting calls of the same process
   * @param now monotonic time in nanoseconds
   */
  public void call(ClientProcess member, RequestId id, SharedCall call, Reply reply, long now) {
    waiting.setNow(now);
    ClientThread caller = new ClientThread(member, call.thread());
    attempt(new WaitingCall(caller, id, call, order++, now, reply, waiting));
  }

  private void attempt(WaitingCall arrived) {
    try {
      check(arrived.call);
      carryOut(arrived);
    } catch (RefusedException e) {
      arrived.refuse(e.error());
    } catch (RuntimeException | Error fault) { // ours: all the same nobody is to wait in vain
      arrived.failed(fault);
      throw fault;
    }
  }

  private void check(SharedCall call) throws RefusedException {
    int longest = limits.replyBytes();
    if (call.value() != null && call.value().length() > longest) {
      throw new RefusedException(
          SharedRefusal.LIMIT,
          "a value of "
              + call.value().length()
              + " bytes is longer than the "
              + longest
              + " that fit into a message");
    }
  }

  private void carryOut(WaitingCall call) throws RefusedException {
    if (finished != null) {
      call.refuse(finished);
    } else if (call.call.operation() == SharedOperation.OPEN) {
      call.answer(open(call.call));
    } else if (call.call.operation() == SharedOperation.DISCARD) {
      discard(find(call.call));
      call.answer(SharedResult.DONE);
    } else {
      find(call.call).call(call);
    }
  }

  private SharedState find(SharedCall call) throws RefusedException {
    SharedState found = objects.get(call.name());
    if (found == null) {
      throw new RefusedException(
          SharedRefusal.MISUSED,
          "there is no " + call.kind().wireName() + ' ' + call.name() + ": open it first");
    }
    return requireKind(found, call);
  }

  private static SharedState requireKind(SharedState found, SharedCall call)
      throws RefusedException {
    if (found.kind != call.kind()) {
      throw new RefusedException(
          SharedRefusal.MISUSED,
          call.name() + " is a " + found.kind.wireName() + ", not a " + call.kind().wireName());
    }
    return found;
  }

  private SharedResult open(SharedCall call) throws RefusedException {
    SharedState found = objects.get(call.name());
    if (found != null) {
      return requireKind(found, call).reopen(call);
    }
    if (objects.size() >= limits.objects()) {
      throw new RefusedException(
          SharedRefusal.LIMIT, "there are " + objects.size() + " shared objects: no more may be");
    }
    SharedState made = factory.make(call, objects);
    budget.take(nameBytes(call.name()));
    objects.put(call.name(), made);
    return made.reopen(call);
  }

  private static long nameBytes(String name) {
    return 2L * name.length() + MemoryBudget.ALLOWANCE;
  }

  private void discard(SharedState state) {
    if (state instanceof LockState) {
      conditionsOf(state).forEach(this::discard);
    }
    objects.remove(state.name);
    budget.giveBack(nameBytes(state.name));
    RpcError error = SharedRefusal.DISCARDED.error(state + " was discarded");
    List<WaitingCall> calls = waitingFor(state);
    calls.forEach(waiting::leave);
    calls.forEach(state::gaveUp); // the object ends: it need not know that they left
    calls.forEach(call -> call.refuse(error));
    state.discarded();
  }

  private List<SharedState> conditionsOf(SharedState lock) {
    return objects.values().stream()
        .filter(other -> other instanceof ConditionState condition && condition.belongsTo(lock))
        .toList();
  }

  private List<WaitingCall> waitingFor(SharedState state) {
    return waiting.all().stream()
        .filter(call -> call.line != null && call.line.owner() == state)
        .toList();
  }

  /** A call shall wait no longer; does nothing if it does not wait. */
  public void cancel(ClientProcess member, RequestId id, long now) {
    waiting.setNow(now);
    WaitingCall call = waiting.find(member, id);
    if (call != null && call.line != null) {
      call.line.owner().refuse(call, CANCELLED);
    }
  }

  /**
   * Says whether nobody is there any more but this program: then all that could wait in vain for
   * ever is refused.
   *
   * @param why what the calls are told; null if somebody is there
   */
  public void forsake(@Nullable String why) {
    waiting.forsake(why);
  }

  /** A process has ended: its calls are dropped, and all that it held is released. */
  public void died(ClientProcess member, long now) {
    waiting.setNow(now);
    drop(waiting.of(member));
    deadlocks.died(member);
    for (SharedState state : List.copyOf(objects.values())) {
      state.died(member);
    }
  }

  /** All leave before any object hears of it, so that none of them is served any more. */
  private void drop(List<WaitingCall> calls) {
    Map<WaitingCall, SharedState> owners = new LinkedHashMap<>();
    for (WaitingCall call : calls) {
      if (call.line != null) {
        owners.put(call, call.line.owner());
      }
    }
    calls.forEach(waiting::forget);
    owners.forEach((call, owner) -> owner.gaveUp(call));
    owners.values().forEach(SharedState::stoppedWaiting);
  }

  /** Ends the waiting of all calls whose time has run out, and tries those that could not start. */
  public void tick(long now) {
    waiting.setNow(now);
    List<WaitingCall> again = waiting.unstalled();
    for (int i = 0; i < again.size(); i++) {
      retry(again.get(i), again.subList(i + 1, again.size()));
    }
    for (WaitingCall call = waiting.overdue(); call != null; call = waiting.overdue()) {
      if (call.line != null) {
        call.line.owner().timedOut(call);
      }
    }
  }

  /** A fault of ours must not make us forget those that come after it. */
  private void retry(WaitingCall call, List<WaitingCall> others) {
    try {
      attempt(call);
    } catch (RuntimeException | Error fault) {
      others.forEach(other -> other.failed(fault));
      throw fault;
    }
  }

  /** The smaller of {@code wait} and the nanoseconds until {@link #tick} has something to do. */
  public long limit(long wait, long now) {
    return waiting.limit(wait, now);
  }

  /** Refuses all that waits, and all that comes. */
  public void finish(String why) {
    RpcError error = SharedRefusal.FINISHED.error(why);
    finished = error;
    waiting.all().forEach(call -> call.refuse(error));
    objects.values().forEach(SharedState::finished);
  }

  /** Calls that wait. */
  public int waitingCalls() {
    return waiting.count();
  }

  /** Bytes that the objects hold, as they are counted against the limit. */
  public long bytes() {
    return budget.used();
  }
}
