package dev.reeve.supervisor.serve.queue;

import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskParser;
import dev.reeve.supervisor.model.Task;
import java.nio.file.Path;

/** A task that is to be put into a queue. Immutable. */
public final class Submission {

  /** Name of the text in messages about it. */
  private static final String NAME = "task";

  /** Loaded when the first task is parsed without a parser of its own. */
  private static final class Default {
    static final TaskParser PARSER = new TaskParser(Path.of(""), TaskDefaults.NONE);
  }

  private final Task task;
  private final boolean durable;

  /** Rejects a payload that no line can hold with {@link IllegalArgumentException}. */
  private Submission(Task task, boolean durable) {
    if (task.payload().length() > TaskParser.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the payload has %d bytes, more than %d"
              .formatted(task.payload().length(), TaskParser.MAX_BYTES));
    }
    this.task = task;
    this.durable = durable;
  }

  /**
   * Parses a durable task: a JSON object with the fields of a line of a stream. Paths in it are
   * relative to the working directory.
   *
   * @param fallbackId id of a task that gives none
   * @throws InvalidJobException with all errors
   */
  public static Submission parse(byte[] json, String fallbackId) throws InvalidJobException {
    return parse(json, fallbackId, Default.PARSER);
  }

  /** As {@link #parse(byte[], String)}, with the folder and the defaults of the parser. */
  public static Submission parse(byte[] json, String fallbackId, TaskParser parser)
      throws InvalidJobException {
    return new Submission(parser.parse(json, NAME, 1, fallbackId), true);
  }

  /**
   * Makes a submission of a task, whose {@link Task#seq} does not matter: the queue numbers it.
   *
   * @param durable whether a queue with a folder writes it there; otherwise it ends with the server
   * @throws IllegalArgumentException if it is durable, but no line of a stream can have it: for
   *     example if its id is too long
   */
  public static Submission of(Task task, boolean durable) {
    if (durable) {
      TaskLine.requireReadable(task);
    }
    return new Submission(task, durable);
  }

  /** Returns the id. */
  public String id() {
    return task.id();
  }

  /** Returns the task, with a number of no meaning. */
  public Task task() {
    return task;
  }

  /** Returns whether a queue with a folder writes it there. */
  public boolean durable() {
    return durable;
  }
}
