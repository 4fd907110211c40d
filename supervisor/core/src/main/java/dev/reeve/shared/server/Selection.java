package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedCallList;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that takes a value from one of several objects. It is carried out as one call of each
 * object, its parts, which wait beside the calls of others. The first part that gets a value
 * answers the call, and the other parts end in the same step, so that no second value is taken.
 */
final class Selection extends SharedState {
  private static final RpcError OVER = SharedRefusal.CANCELLED.error("another part got a value");

  private final WaitingCall call;
  private final WaitQueue waitQueue = new WaitQueue(this);
  private final List<WaitingCall> parts = new ArrayList<>();

  /** The parts that may still get a value. */
  private int openParts;

  /** Whether an object had no value, but may get one later. */
  private boolean isOneEmpty;

  /** Why the supervisor let a part wait no longer; null unless it did. */
  private @Nullable RpcError finished;

  private boolean isOver;

  Selection(WaitingCall call, WaitingCalls waiting) {
    super(call.request(), waiting);
    this.call = call;
  }

  /** Returns the calls that the parts carry out; refuses those that take nothing. */
  List<SharedCall> requests() throws RefusedException {
    Json array = valueOf(call.request());
    List<SharedCall> requests;
    try {
      requests = SharedCallList.read(array);
    } catch (IllegalArgumentException e) {
      throw misused("takeAny needs an array of calls: " + e.getMessage());
    }
    if (requests.isEmpty()) {
      throw misused("takeAny needs an object to take from");
    }
    for (SharedCall request : requests) {
      requireTaking(request);
    }
    return requests;
  }

  private void requireTaking(SharedCall request) throws RefusedException {
    boolean takes =
        switch (request.kind()) {
          case QUEUE, STACK, PRIORITY_QUEUE -> request.operation() == SharedOperation.TAKE;
          case PIPE -> request.operation() == SharedOperation.RECEIVE;
          default -> false;
        };
    if (!takes) {
      throw misused(
          "takeAny takes from queues and receives from pipes; it does not "
              + request.operation().wireName()
              + " a "
              + request.kind().wireName());
    }
  }

  /**
   * Tries the parts in their order until one gets a value. If none does, all of them wait.
   *
   * @param attempt carries out a part
   */
  void start(List<SharedCall> requests, Consumer<WaitingCall> attempt) throws RefusedException {
    openParts = requests.size();
    for (int i = 0; i < requests.size() && !isOver; i++) {
      SharedCall request =
          requests.get(i).by(call.caller().thread()).waiting(call.request().waitNanos());
      WaitingCall part = call.part(request, new PartReply(i));
      parts.add(part);
      attempt.accept(part);
    }
    if (!isOver && call.request().waitNanos() != 0) {
      await();
    }
  }

  private void await() throws RefusedException {
    try {
      waiting().enter(call, waitQueue);
    } catch (RefusedException e) {
      endParts();
      throw e;
    }
  }

  /** Receives the answer to one part. */
  private final class PartReply implements Reply {
    private final int index;

    PartReply(int index) {
      this.index = index;
    }

    @Override
    public void succeeded(SharedResult result) {
      if (result.done()) {
        endParts();
        call.answer(new SharedResult(true, index, result.value(), false));
      } else {
        isOneEmpty = true;
        partEnded();
      }
    }

    @Override
    public void failed(RpcError error) {
      SharedRefusal why = SharedRefusal.of(error);
      if (isOver || call.isAnswered()) {
        return; // this part ends because the whole call has
      }
      if (why == SharedRefusal.CLOSED || why == SharedRefusal.FINISHED) {
        finished = why == SharedRefusal.FINISHED ? error : finished;
        partEnded();
      } else {
        endParts();
        call.refuse(error);
      }
    }
  }

  /** The call goes on as long as another part may get a value. */
  private void partEnded() {
    openParts--;
    if (openParts > 0) {
      return;
    }
    isOver = true;
    if (finished != null) {
      call.refuse(finished);
    } else if (isOneEmpty) {
      call.answer(SharedResult.NOT_DONE);
    } else {
      call.refuse(SharedRefusal.CLOSED.error("all objects to take from are closed and empty"));
    }
  }

  /** Ends all parts that have no answer, so that none of them takes a value. */
  private void endParts() {
    isOver = true;
    for (WaitingCall part : parts) {
      SharedState owner = part.owner();
      if (owner != null) {
        owner.refuse(part, OVER);
      } else if (!part.isAnswered()) {
        part.refuse(OVER);
      }
    }
  }

  @Override
  void withdraw(WaitingCall same) {
    endParts();
  }

  @Override
  void call(WaitingCall other) throws RefusedException {
    throw unknownOperation(other.request());
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    throw unknownOperation(open);
  }
}
