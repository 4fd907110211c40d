package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;

/** A list of JSON values. No operation waits. */
final class ListState extends CollectionState {
  private final List<Json> elements = new ArrayList<>();

  ListState(SharedCall open, WaitingCalls waiting, MemoryBudget budget, MultiValueResults results) {
    super(open, waiting, budget, results);
  }

  @Override
  SharedResult result(SharedCall call) throws RefusedException {
    return switch (call.operation()) {
      case ADD -> insert(elements.size(), valueOf(call));
      case ADD_ALL -> addAll(elementsOf(call));
      case INSERT -> insert(index(call.number(), elements.size()), valueOf(call));
      case GET -> SharedResult.of(elements.get(index(call.number(), elements.size() - 1)));
      case SET -> set(index(call.number(), elements.size() - 1), valueOf(call));
      case REMOVE -> remove(index(call.number(), elements.size() - 1));
      case INDEX_OF -> indexOf(valueOf(call));
      case SCAN -> scan(index(call.number(), Integer.MAX_VALUE));
      case VALUES -> results().array(elements);
      case SIZE -> SharedResult.of(elements.size());
      case CLEAR -> clear();
      default -> throw unknownOperation(call);
    };
  }

  private int index(long index, int last) throws RefusedException {
    if (index < 0 || index > last) {
      throw new RefusedException(
          SharedRefusal.OUT_OF_BOUNDS,
          this + " has no index " + index + ": its size is " + elements.size());
    }
    return (int) index;
  }

  private SharedResult insert(int index, Json value) throws RefusedException {
    budget().take(value);
    elements.add(index, value);
    return SharedResult.of(elements.size());
  }

  private SharedResult addAll(List<Json> values) throws RefusedException {
    budget().take(values);
    elements.addAll(values);
    return SharedResult.of(elements.size());
  }

  private SharedResult indexOf(Json value) {
    int index = elements.indexOf(value);
    return index < 0 ? SharedResult.NOT_DONE : SharedResult.of(index);
  }

  private SharedResult scan(int from) throws RefusedException {
    Piece piece = results().newPiece();
    int next = from;
    while (next < elements.size() && piece.add(List.of(elements.get(next)))) {
      next++;
    }
    return piece.result(next);
  }

  private SharedResult set(int index, Json value) throws RefusedException {
    budget().take(value);
    Json before = elements.set(index, value);
    budget().giveBack(before);
    return SharedResult.of(before);
  }

  private SharedResult remove(int index) {
    Json removed = elements.remove(index);
    budget().giveBack(removed);
    return SharedResult.of(removed);
  }

  @Override
  void removeAll() {
    elements.forEach(budget()::giveBack);
    elements.clear();
  }
}
