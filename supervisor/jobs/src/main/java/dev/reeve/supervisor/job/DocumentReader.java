package dev.reeve.supervisor.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Reader of job documents, which are checked as a whole. */
final class DocumentReader {

  /** Longest document in bytes. */
  static final int MAX_BYTES = 256 << 20;

  private final String file;
  private final JobFolder folder;
  private final TaskDefaults defaults;

  DocumentReader(String file, JobFolder folder, TaskDefaults defaults) {
    this.file = file;
    this.folder = folder;
    this.defaults = defaults;
  }

  /**
   * Reads {@code in} to its end.
   *
   * @throws InvalidJobException with all errors of the document
   * @throws IOException if the input cannot be read; the message is for people
   */
  Job read(InputStream in) throws InvalidJobException, IOException {
    byte[] bytes;
    try {
      // buffered: a plain file stream asks for its position first, and a pipe has none
      bytes = new BufferedInputStream(in).readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw ReadFailure.named(file, e);
    }
    checkSize(bytes.length);
    return read(new SourceText(file, bytes, 0, bytes.length, 1).withoutMark());
  }

  /** Rejects a document that is too large. */
  void checkSize(long bytes) throws InvalidJobException {
    if (bytes > MAX_BYTES) {
      String message =
          "is larger than %d MiB; write the tasks as JSON Lines (.jsonl), one per line"
              .formatted(MAX_BYTES >> 20);
      throw new InvalidJobException(List.of(JobError.ofFile(file, message)));
    }
  }

  private Job read(SourceText text) throws InvalidJobException {
    JobErrors errors = new JobErrors(text);
    DocumentDraft draft = new DocumentDraft(folder);
    boolean whole = Utf8Check.passes(text, errors) && read(text, draft, errors);
    draft.ids().check(errors);
    draft.checkUses(defaults.resources(), errors);
    NeedsGraph needs = whole ? draft.needs(errors) : null;
    if (errors.count() > 0) {
      throw new InvalidJobException(errors.inOrder());
    }
    PolicyCache policies = new PolicyCache(defaults, draft.defaults());
    DocumentTasks tasks = new DocumentTasks(draft.tasks(), policies, needs);
    JobSettings settings = draft.settings();
    return new DocumentJob(file, settings, folder, tasks, errors.warnings())
        .with(draft.schedules(policies));
  }

  /** Returns false if the text ends too early, or is not JSON. */
  private static boolean read(SourceText text, DocumentDraft draft, JobErrors errors) {
    try (JsonCursor json = new JsonCursor(text, errors)) {
      try {
        if (!json.next()) {
          errors.add(-1, null, "is empty; a job document is an object such as {\"tasks\": []}");
          return false;
        }
        draft.read(json);
        if (json.next()) {
          json.report(
              "unexpected text after the document; a file with one task per line must end in .jsonl");
        }
        return true;
      } catch (JacksonException e) {
        json.report(e);
        return false;
      }
    }
  }
}
