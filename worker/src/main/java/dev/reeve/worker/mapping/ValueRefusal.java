package dev.reeve.worker.mapping;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The refusal of a value that would arrive as another one. It collects the place on its way up, one
 * step for each level.
 */
final class ValueRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Deque<String> steps = new ArrayDeque<>();

  ValueRefusal(String problem) {
    super(problem, null, false, false);
  }

  ValueRefusal inField(String name) {
    return in('.' + name);
  }

  ValueRefusal inElement(int index) {
    return in("[" + index + ']');
  }

  ValueRefusal in(String step) {
    steps.addFirst(step);
    return this;
  }

  /** Returns the place in the value called {@code name}, and what is wrong there. */
  String explain(String name) {
    return MappingErrors.place(name, steps) + ": " + getMessage();
  }
}
