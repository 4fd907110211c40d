package dev.reeve.supervisor.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A check of the payloads that the tasks of a document will have. */
final class PayloadSamples {
  /** Items of a {@code forEach} whose payloads are checked: all of a usual one, few of a range. */
  private static final int MOST_ITEMS = 1_000;

  private static final int MOST_ERRORS = 100;

  private final String file;
  private final PayloadCheck check;
  private final List<JobError> errors = new ArrayList<>();

  /**
   * @param file as the user named it
   */
  PayloadSamples(String file, PayloadCheck check) {
    this.file = file;
    this.check = check;
  }

  /** Returns the errors of all templates; of each template the first only. */
  List<JobError> errors(List<TaskTemplate> templates) throws IOException {
    int element = 0;
    for (TaskTemplate template : templates) {
      if (errors.size() == MOST_ERRORS) {
        break;
      }
      checkItems(template, "tasks[" + element++ + "].payload");
    }
    return errors;
  }

  private void checkItems(TaskTemplate template, String place) throws IOException {
    if (template.payload().takesResults()) {
      return; // it is not known before the run
    }
    if (template.items() == null) {
      passes(template, Item.NONE, place);
      return;
    }
    try (ItemIterator items = template.items().open()) {
      Item item = items.next();
      for (int i = 0; item != null && i < MOST_ITEMS && passes(template, item, place); i++) {
        item = items.next();
      }
    }
  }

  private boolean passes(TaskTemplate template, Item item, String place) {
    String problem =
        check.problem(template.handler(), template.payload().with(TaskValues.of(item)), place);
    if (problem != null) {
      errors.add(JobError.ofFile(file, problem));
    }
    return problem == null;
  }
}
