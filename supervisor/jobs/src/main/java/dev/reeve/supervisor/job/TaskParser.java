package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parser of single tasks: each as a line of a stream gives it, but it may stand on several lines.
 * Thread-safe.
 */
public final class TaskParser {

  /** Longest text of a task, and longest payload. */
  public static final int MAX_BYTES = JobJson.MAX_TEXT;

  private final JobFolder folder;
  private final PolicyCache policies;
  private final Map<String, Integer> resources;

  /**
   * @param folder that paths are relative to
   */
  public TaskParser(Path folder, TaskDefaults defaults) {
    this.folder = JobFolder.of(folder);
    policies = new PolicyCache(defaults, TaskLimits.NONE);
    resources = defaults.resources();
  }

  /**
   * Parses a task.
   *
   * @param name of the text, for messages
   * @param seq place of the task in its input, from 1
   * @param fallbackId id of a task that gives none
   * @throws InvalidJobException with all errors
   */
  public Task parse(byte[] json, String name, long seq, String fallbackId)
      throws InvalidJobException {
    return parse(new SourceText(name, json, 0, json.length, 1).withoutMark(), seq, fallbackId);
  }

  /**
   * Parses the text of a task that was accepted before, from index {@code from} to {@code to}. Its
   * resources are not checked, because they may have changed since then.
   *
   * @param file for messages
   * @param line number of the line in the file, from 1
   * @param seq place of the task in its input, from 1
   * @throws InvalidJobException if it is not a task, or has no id
   */
  public Task reread(byte[] json, int from, int to, String file, long line, long seq)
      throws InvalidJobException {
    return parse(LineDraft.read(new SourceText(file, json, from, to, line), folder), seq, "");
  }

  private Task parse(SourceText text, long seq, String fallbackId) throws InvalidJobException {
    if (text.length() > MAX_BYTES) {
      throw invalid(text, null, "the task is longer than " + MAX_BYTES + " bytes");
    }
    if (isBlank(text)) {
      throw invalid(text, null, "is empty; expected a task: an object with handler or command");
    }
    PlainTask plain = new PlainTaskReader().read(text);
    if (plain != null) {
      return plain.task(seq, id(plain.id(), text, fallbackId), policy(plain.limits()));
    }
    LineDraft line = LineDraft.read(text, folder);
    line.checkUses(resources);
    return parse(line, seq, fallbackId);
  }

  private Task parse(LineDraft line, long seq, String fallbackId) throws InvalidJobException {
    TaskTemplate template = line.template();
    if (template == null) {
      throw new InvalidJobException(line.errors());
    }
    String id = id(line.id(), line.text(), fallbackId);
    return template.task(seq, id, TaskValues.NONE, policy(template.limits()));
  }

  private static boolean isBlank(SourceText text) {
    for (int i = text.from(); i < text.to(); i++) {
      if (text.bytes()[i] > ' ' || text.bytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static String id(@Nullable String own, SourceText text, String fallbackId)
      throws InvalidJobException {
    String id = own == null ? fallbackId : own;
    if (id.isEmpty() || id.length() > TaskDraft.MAX_ID_CHARS) {
      throw invalid(
          text,
          "id",
          "must have 1 to %d characters, not %d".formatted(TaskDraft.MAX_ID_CHARS, id.length()));
    }
    if (!UTF_8.newEncoder().canEncode(id)) {
      throw invalid(
          text, "id", "contains half of a surrogate pair, which a result record cannot hold");
    }
    return id;
  }

  private static InvalidJobException invalid(
      SourceText text, @Nullable String place, String message) {
    return new InvalidJobException(List.of(new JobError(text.file(), 0, 0, place, message)));
  }

  private TaskPolicy policy(TaskLimits own) {
    synchronized (policies) {
      return policies.of(own);
    }
  }
}
