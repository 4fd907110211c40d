package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Short ways for tests to jobs out of text; single quotes stand for double ones. */
final class JobTexts {
  static final Path FOLDER = Path.of("/jobs");

  private JobTexts() {}

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  static Job document(String text) throws InvalidJobException, IOException {
    return document(text, FOLDER);
  }

  /** Returns the job, whose form the schema must accept too. */
  static Job document(String text, Path folder) throws InvalidJobException, IOException {
    Job job = Jobs.document(bytes(json(text)), "job.json", folder, TaskDefaults.NONE);
    SchemaCheck.requireJob(json(text));
    return job;
  }

  /** The tasks of a document that has nothing but these. */
  static List<Task> tasks(String tasks) throws InvalidJobException, IOException {
    return tasks(tasks, FOLDER);
  }

  static List<Task> tasks(String tasks, Path folder) throws InvalidJobException, IOException {
    return all(document("{'tasks': [" + tasks + "]}", folder));
  }

  static List<String> errors(String text) throws IOException {
    return errors(text, FOLDER);
  }

  static List<String> errors(String text, Path folder) throws IOException {
    return errors(json(text).getBytes(UTF_8), folder);
  }

  static List<String> errors(byte[] text, Path folder) throws IOException {
    try {
      Jobs.document(new ByteArrayInputStream(text), "job.json", folder, TaskDefaults.NONE).close();
      return List.of();
    } catch (InvalidJobException e) {
      return e.errors().stream().map(JobError::toString).toList();
    }
  }

  static Job stream(String lines) {
    return stream(bytes(json(lines)));
  }

  static Job stream(InputStream lines) {
    return Jobs.stream(lines, "job.jsonl", FOLDER, TaskDefaults.NONE);
  }

  static List<Task> all(Job job) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (SourceEntry entry : entries(job)) {
      tasks.add(((SourceEntry.Ready) entry).task());
    }
    return tasks;
  }

  static List<SourceEntry> entries(Job job) throws IOException {
    try (job) {
      List<SourceEntry> entries = new ArrayList<>();
      for (SourceEntry entry; (entry = job.next()) != null; ) {
        entries.add(entry);
      }
      return entries;
    }
  }

  static TaskResult rejected(SourceEntry entry) {
    return ((SourceEntry.Rejected) entry).result();
  }

  /** What the only line of a stream is rejected for. */
  static String rejection(String line) throws IOException {
    return String.valueOf(
        Objects.requireNonNull(rejected(entries(stream(line)).get(0)).error()).message());
  }
}
