package dev.reeve.supervisor.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The graph of needs between the elements of a document. It is searched depth first, without
 * recursion, because a chain may be as long as the document.
 */
final class NeedsGraph {
  /** Names of a long circle that are told. */
  private static final int MOST_NAMES = 12;

  private enum State {
    NEW,
    OPEN,
    DONE
  }

  private final List<List<Need>> needs;
  private final List<State> states;
  private final int[] nextNeed;
  private final List<Integer> path = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();
  private final List<Circle> circles = new ArrayList<>();

  /**
   * A circle of needs.
   *
   * @param element one of its elements
   * @param need name in that element's needs that closes it
   * @param names of its tasks, from one of them to the same one
   */
  record Circle(int element, String need, List<String> names) {}

  NeedsGraph(List<List<Need>> needs) {
    this.needs = needs;
    states = new ArrayList<>(Collections.nCopies(needs.size(), State.NEW));
    nextNeed = new int[needs.size()];
    for (int element = 0; element < needs.size(); element++) {
      if (states.get(element) == State.NEW) {
        search(element);
      }
    }
  }

  private void search(int start) {
    open(start);
    while (!path.isEmpty()) {
      int element = path.get(path.size() - 1);
      int number = nextNeed[element]++;
      if (number == needs.get(element).size()) {
        states.set(element, State.DONE);
        order.add(element);
        path.remove(path.size() - 1);
        continue;
      }
      int target = needs.get(element).get(number).part();
      switch (states.get(target)) {
        case NEW -> open(target);
        case OPEN -> {
          String need = needs.get(element).get(number).name();
          circles.add(new Circle(element, need, names(target)));
        }
        case DONE -> {}
      }
    }
  }

  private void open(int element) {
    states.set(element, State.OPEN);
    path.add(element);
  }

  /** Returns the names on the path from {@code target} on, as the needs along it have them. */
  private List<String> names(int target) {
    List<String> names = new ArrayList<>();
    for (int i = path.lastIndexOf(target); i < path.size(); i++) {
      int element = path.get(i);
      names.add(needs.get(element).get(nextNeed[element] - 1).name());
    }
    names.add(0, names.get(names.size() - 1));
    if (names.size() > MOST_NAMES) {
      names.subList(MOST_NAMES / 2, names.size() - MOST_NAMES / 2).clear();
      names.add(MOST_NAMES / 2, "…");
    }
    return names;
  }

  List<Circle> circles() {
    return circles;
  }

  List<Need> needs(int element) {
    return needs.get(element);
  }

  /** Returns all elements in the order of the document, but each after those that it needs. */
  List<Integer> order() {
    return order;
  }
}
