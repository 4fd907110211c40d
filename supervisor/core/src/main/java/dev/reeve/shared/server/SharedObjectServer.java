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
 * The shared objects of one supervisor and the calls that wait for them. Not thread-safe: one
 * thread owns it. No method blocks. Each call is answered exactly once, unless its process dies
 * first.
 */
public final class SharedObjectServer {
  private static final RpcError CANCELLED = SharedRefusal.CANCELLED.error("the call was cancelled");

  private final SharedLimits limits;
  private final MemoryBudget budget;
  private final WaitingCalls waiting;
  private final DeadlockSearch deadlocks;
  private final StateFactory factory;
  private final ObjectTable objects;

  /** The answer to every call once the server has finished; null before that. */
  private @Nullable RpcError finished;

  /**
   * Creates a server without objects.
   *
   * @param deadlocks receives one line per deadlock, which names the waiting threads and the
   *     holders
   */
  public SharedObjectServer(SharedLimits limits, Consumer<String> deadlocks) {
    this.limits = limits;
    this.budget = new MemoryBudget(limits.bytes());
    this.waiting = new WaitingCalls(limits.calls());
    this.deadlocks = new DeadlockSearch(deadlocks);
    MultiValueResults results = new MultiValueResults(limits.replyBytes());
    this.factory = new StateFactory(waiting, budget, results, this.deadlocks);
    this.objects = new ObjectTable(limits.objects(), budget, waiting, factory);
  }

  /** Sets the source of shared memory. Without one no object can use shared memory. */
  public void use(SharedMemory memory) {
    factory.use(memory);
  }

  /**
   * Carries out a call now, or makes it wait.
   *
   * @param id must differ from the ids of the process's other waiting calls
   * @param now monotonic time in nanoseconds
   */
  public void call(ClientProcess client, RequestId id, SharedCall call, Reply reply, long now) {
    waiting.setNow(now);
    ClientThread caller = new ClientThread(client, call.thread());
    attempt(new WaitingCall(caller, id, call, reply, waiting));
  }

  private void attempt(WaitingCall arrived) {
    try {
      check(arrived.request());
      carryOut(arrived);
    } catch (RefusedException e) {
      arrived.refuse(e.error());
    } catch (RuntimeException | Error fault) { // a bug in Reeve: the caller must still be answered
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
              + " bytes exceeds the "
              + longest
              + " bytes that fit into a message");
    }
  }

  private void carryOut(WaitingCall call) throws RefusedException {
    if (finished != null) {
      call.refuse(finished);
    } else if (call.request().operation() == SharedOperation.OPEN) {
      call.answer(objects.open(call.request()));
    } else if (call.request().operation() == SharedOperation.DISCARD) {
      objects.discard(find(call.request()));
      call.answer(SharedResult.DONE);
    } else if (call.request().operation() == SharedOperation.TAKE_ANY) {
      takeAny(call);
    } else {
      find(call.request()).call(call);
    }
  }

  private void takeAny(WaitingCall call) throws RefusedException {
    Selection selection = new Selection(call, waiting);
    List<SharedCall> requests = selection.requests();
    for (SharedCall request : requests) {
      find(request);
    }
    selection.start(requests, this::attempt);
  }

  private SharedState find(SharedCall call) throws RefusedException {
    return objects.find(call.kind(), call.name());
  }

  /** Refuses a waiting call. Does nothing if the call does not wait. */
  public void cancel(ClientProcess client, RequestId id, long now) {
    waiting.setNow(now);
    WaitingCall call = waiting.find(client, id);
    SharedState owner = call == null ? null : call.owner();
    if (call != null && owner != null) {
      owner.refuse(call, CANCELLED);
    }
  }

  /**
   * Refuses present and future waits that may never end because only the embedding program is left.
   *
   * @param why the reason that refused calls get; null permits endless waits again
   */
  public void refuseEndlessWaits(@Nullable String why) {
    waiting.refuseEndlessWaits(why);
  }

  /** Drops the calls of a process that has ended, and releases all it held. */
  public void died(ClientProcess client, long now) {
    waiting.setNow(now);
    drop(waiting.of(client));
    deadlocks.died(client);
    objects.died(client);
  }

  /** Removes all calls before it notifies any object, so that no object serves one of them. */
  private void drop(List<WaitingCall> calls) {
    Map<WaitingCall, SharedState> owners = new LinkedHashMap<>();
    for (WaitingCall call : calls) {
      SharedState owner = call.owner();
      if (owner != null) {
        owners.put(call, owner);
      }
    }
    calls.forEach(waiting::forget);
    owners.forEach((call, owner) -> owner.withdraw(call));
    owners.values().forEach(SharedState::callsWithdrawn);
  }

  /** Retries stalled calls, then ends the wait of all calls whose time limit has passed. */
  public void tick(long now) {
    waiting.setNow(now);
    List<WaitingCall> stalled = waiting.removeDueStalled();
    for (int i = 0; i < stalled.size(); i++) {
      retry(stalled.get(i), stalled.subList(i + 1, stalled.size()));
    }
    for (WaitingCall call = waiting.overdue(); call != null; call = waiting.overdue()) {
      SharedState owner = call.owner();
      if (owner != null) {
        owner.timedOut(call);
      }
    }
  }

  /**
   * Retries a call, unless it has been answered meanwhile. If a bug in Reeve interrupts that,
   * {@code others} are answered as well.
   */
  private void retry(WaitingCall call, List<WaitingCall> others) {
    if (call.isAnswered()) {
      return;
    }
    try {
      attempt(call);
    } catch (RuntimeException | Error fault) {
      others.forEach(other -> other.failed(fault));
      throw fault;
    }
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until {@link #tick} is due. */
  public long limit(long wait, long now) {
    return waiting.limit(wait, now);
  }

  /** Refuses all waiting calls and all future ones. */
  public void finish(String why) {
    RpcError error = SharedRefusal.FINISHED.error(why);
    finished = error;
    waiting.all().forEach(call -> call.refuse(error));
    objects.finished();
  }

  /** Returns the number of calls that wait. */
  public int waitingCalls() {
    return waiting.count();
  }

  /** Returns the bytes that the objects hold, as counted against {@link SharedLimits#bytes()}. */
  public long bytes() {
    return budget.used();
  }
}
