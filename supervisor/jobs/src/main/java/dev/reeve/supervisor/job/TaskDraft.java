package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task of a document, or a line of a stream, while it is read. */
final class TaskDraft extends LimitsDraft {

  /** Longest id, without what {@code forEach} appends. */
  static final int MAX_ID_CHARS = 1_000;

  /** The handler of {@code command}. */
  private static final String EXEC = "exec";

  private static final int MAX_HANDLER_CHARS = 200;

  private static final ObjectShape<TaskDraft> SHAPE =
      LimitsDraft.addTo(
          CommandDraft.addTo(
                  new ObjectShape<TaskDraft>("a task: an object with handler or command")
                      .field("id", (json, draft) -> draft.id(json))
                      .field("handler", (json, draft) -> draft.handler(json))
                      .field("payload", (json, draft) -> draft.payload = json.raw()))
              .field("priority", (json, draft) -> draft.priority(json))
              .field("tags", (json, draft) -> draft.tags(json))
              .field("forEach", (json, draft) -> draft.forEach(json)));

  private final JobFolder folder;
  private final boolean inDocument;
  private int offset;
  private @Nullable String id;
  private int idOffset = -1;
  private boolean handlerGiven;
  private @Nullable String handler;
  private @Nullable Json payload;
  private @Nullable CommandDraft command;
  private int priority;
  private List<String> tags = List.of();
  private boolean forEachGiven;
  private @Nullable ItemSource items;

  /**
   * @param folder for its paths
   * @param inDocument whether it may have a {@code forEach}
   */
  TaskDraft(JobFolder folder, boolean inDocument) {
    this.folder = folder;
    this.inDocument = inDocument;
  }

  /**
   * Reads the current value.
   *
   * @return null after problems
   */
  @Nullable TaskTemplate read(JsonCursor json) {
    int before = json.problemCount();
    offset = json.offset();
    if (SHAPE.read(json, this)) {
      check(json);
    }
    return json.problemCount() > before ? null : template();
  }

  private void id(JsonCursor json) {
    idOffset = json.offset();
    id = json.name("a text", MAX_ID_CHARS);
  }

  private void handler(JsonCursor json) {
    handlerGiven = true;
    handler = json.name("the name of a handler", MAX_HANDLER_CHARS);
  }

  private void priority(JsonCursor json) {
    Long number =
        json.wholeNumber(Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number of 32 bits");
    priority = number == null ? 0 : number.intValue();
  }

  private void tags(JsonCursor json) {
    List<String> strings = json.strings("an array of texts");
    tags = strings == null ? List.of() : List.copyOf(strings);
  }

  private void forEach(JsonCursor json) {
    forEachGiven = true;
    if (inDocument) {
      items = ForEachDraft.read(json, folder);
    } else {
      json.complain("is for job documents; in JSON Lines each task has a line of its own");
      json.skip();
    }
  }

  /** The fields that go with {@code command}. */
  CommandDraft command() {
    if (command == null) {
      command = new CommandDraft();
    }
    return command;
  }

  private boolean hasCommand() {
    return command != null && command.isGiven();
  }

  private void check(JsonCursor json) {
    if (handlerGiven && hasCommand()) {
      json.complainAt(offset, "has both handler and command; keep one");
    } else if (!handlerGiven && !hasCommand()) {
      json.complainAt(offset, "needs a handler or a command");
    }
    if (payload != null && hasCommand()) {
      json.complainAt(offset, "has a payload, which goes with handler, not with command");
    }
    if (command != null) {
      command.check(json);
    }
  }

  private TaskTemplate template() {
    return new TaskTemplate(id, handler(), payload(), limits(), priority, tags, items);
  }

  private Payload payload() {
    boolean hasItems = items != null;
    if (command != null) {
      return command.payload(folder, hasItems);
    }
    Json json = payload == null ? Json.NULL : payload;
    return hasItems
        ? new PayloadTemplate.Builder().template(json, true).build()
        : Payload.fixed(json);
  }

  /** The handler's name as far as it is known; else empty. */
  String handler() {
    if (handler != null) {
      return handler;
    }
    return hasCommand() ? EXEC : "";
  }

  /** The id as far as it is known. */
  @Nullable String id() {
    return id;
  }

  /** Offset of the id; of the task if it has none. */
  int idOffset() {
    return idOffset < 0 ? offset : idOffset;
  }

  /** Whether it is a template for several tasks. */
  boolean isForEach() {
    return forEachGiven;
  }

  /** How many tasks it makes; −1 if its {@code forEach} has problems. */
  long taskCount() {
    if (!forEachGiven) {
      return 1;
    }
    return items == null ? -1 : items.count();
  }
}
