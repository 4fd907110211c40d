package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A task that has been read from a text of its own, with its errors. */
final class LineDraft {
  private final SourceText text;
  private final JobErrors errors;
  private final TaskDraft draft;
  private final @Nullable TaskTemplate template;

  private LineDraft(SourceText text, JobFolder folder) {
    this.text = text;
    errors = new JobErrors(text);
    draft = new TaskDraft(folder, false);
    template = Utf8Check.passes(text, errors) ? readTemplate() : null;
  }

  /** Reads a task in any form. */
  static LineDraft read(SourceText text, JobFolder folder) {
    return new LineDraft(text, folder);
  }

  private @Nullable TaskTemplate readTemplate() {
    try (JsonCursor json = new JsonCursor(text, errors)) {
      try {
        json.next();
        TaskTemplate read = draft.read(json);
        if (json.next()) {
          json.report("unexpected text after the task; write one task per line");
        }
        return read;
      } catch (JacksonException e) {
        json.report(e);
        return null;
      }
    }
  }

  /** Returns the text. */
  SourceText text() {
    return text;
  }

  /** Adds an error if another task has the id. */
  void idIsTaken(String id) {
    if (template != null) {
      errors.add(
          draft.idOffset(), "id", Quote.of(id) + " is taken by an earlier task; ids must differ");
    }
  }

  /** Adds an error for each resource that is not there, or not in that amount. */
  void checkUses(Map<String, Integer> resources) {
    ResourcesDraft.Uses uses = draft.uses();
    if (uses != null) {
      uses.check(resources, errors);
    }
  }

  /** Returns the task; null if there are errors. */
  @Nullable TaskTemplate template() {
    return errors.count() > 0 ? null : template;
  }

  /** Returns the id; null if it is missing or invalid. */
  @Nullable String id() {
    return draft.id();
  }

  /** Returns the handler's name; an empty text if it is missing or invalid. */
  String handler() {
    return draft.handler();
  }

  /** Returns the errors in the order of the text. */
  List<JobError> errors() {
    return errors.inOrder();
  }
}
