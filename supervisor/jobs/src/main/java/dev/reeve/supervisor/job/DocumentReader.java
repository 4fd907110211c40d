package dev.reeve.supervisor.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Reads and checks a job document as a whole. */
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
   * Reads all of {@code in}.
   *
   * @throws InvalidJobException with all that is wrong
   * @throws IOException for people
   */
  Job read(InputStream in) throws InvalidJobException, IOException {
    byte[] bytes;
    try {
      // buffered, because a plain file stream asks for its position first, which a pipe does not
      // have
      bytes = new BufferedInputStream(in).readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw ReadFailure.named(file, e);
    }
    checkSize(bytes.length);
    return read(new SourceText(file, bytes, 0, bytes.length, 1).withoutMark());
  }

  /** Refuses a document that is too large. */
  void checkSize(long bytes) throws InvalidJobException {
    if (bytes > MAX_BYTES) {
      String message =
          "is larger than %d MiB; write so many tasks as JSON Lines (.jsonl), one a line"
              .formatted(MAX_BYTES >> 20);
      throw new InvalidJobException(List.of(new JobError(file, 0, 0, null, message)));
    }
  }

  private Job read(SourceText text) throws InvalidJobException {
    JobErrors problems = new JobErrors(text);
    DocumentDraft draft = new DocumentDraft(folder);
    if (TextCheck.isUtf8(text, problems)) {
      read(text, draft, problems);
    }
    draft.ids().check(problems);
    if (problems.count() > 0) {
      throw new InvalidJobException(problems.inOrder());
    }
    return new DocumentJob(draft, folder, new Policies(defaults, draft.defaults()));
  }

  private static void read(SourceText text, DocumentDraft draft, JobErrors problems) {
    try (JsonCursor json = new JsonCursor(text, problems)) {
      try {
        if (!json.next()) {
          problems.add(-1, null, "is empty; a job document is an object such as {\"tasks\": []}");
          return;
        }
        draft.read(json);
        if (json.next()) {
          json.complain(
              "there is more after the document's end; a file of one task a line is .jsonl");
        }
      } catch (JacksonException e) {
        json.complain(e);
      }
    }
  }
}
