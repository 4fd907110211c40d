package dev.reeve.worker.mapping;

import tools.jackson.core.JsonGenerator;

/** The lack of a form: no value of the type would arrive as it was sent. */
final class RefusingShape extends Shape {
  private final String problem;

  RefusingShape(String problem) {
    this.problem = problem;
  }

  @Override
  void write(Object value, JsonGenerator out) {
    throw new ValueRefusal(problem);
  }
}
