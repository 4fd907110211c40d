package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;

/** A set whose elements are equal if their JSON texts are. No operation waits. */
final class SetState extends CollectionState {

  /** The elements are the keys; all values are the same. */
  private final OrderedEntries elements = new OrderedEntries();

  SetState(SharedCall open, WaitingCalls waiting, MemoryBudget budget, MultiValueResults results) {
    super(open, waiting, budget, results);
  }

  @Override
  SharedResult result(SharedCall call) throws RefusedException {
    return switch (call.operation()) {
      case ADD -> doneIf(add(List.of(valueOf(call))) == 1);
      case ADD_ALL -> SharedResult.of(add(elementsOf(call)));
      case REMOVE -> doneIf(remove(valueOf(call)));
      case CONTAINS -> doneIf(elements.get(valueOf(call)) != null);
      case VALUES -> values();
      case SCAN ->
          elements.piece(call.number(), entry -> List.of(entry.key()), results().newPiece());
      case SIZE -> SharedResult.of(elements.size());
      case CLEAR -> clear();
      default -> throw unknownOperation(call);
    };
  }

  /** Adds values; returns how many of them are new. */
  private long add(List<Json> values) throws RefusedException {
    budget().take(values);
    long added = 0;
    for (Json value : values) {
      if (elements.put(value, Json.NULL) == null) {
        added++;
      } else {
        budget().giveBack(value);
      }
    }
    return added;
  }

  private boolean remove(Json value) {
    boolean wasThere = elements.remove(value) != null;
    if (wasThere) {
      budget().giveBack(value);
    }
    return wasThere;
  }

  private SharedResult values() throws RefusedException {
    List<Json> values = new ArrayList<>(elements.size());
    elements.forEach(entry -> values.add(entry.key()));
    return results().array(values);
  }

  @Override
  void removeAll() {
    elements.forEach(entry -> budget().giveBack(entry.key()));
    elements.clear();
  }
}
