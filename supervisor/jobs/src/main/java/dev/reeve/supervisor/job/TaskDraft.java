package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task of a document, or a line of a stream, while it is read. */
final class TaskDraft extends LimitsDraft {

  /** Longest id, without the part that {@code forEach} appends. */
  static final int MAX_ID_CHARS = 1_000;

  /** The handler that runs a {@code command}. */
  private static final String EXEC = "exec";

  private static final int MAX_HANDLER_CHARS = 200;

  private static final ObjectShape<TaskDraft> SHAPE =
      LimitsDraft.addTo(
              CommandDraft.addTo(
                      new ObjectShape<TaskDraft>("a task: an object with handler or command")
                          .field("id", (json, draft) -> draft.id(json))
                          .field("handler", (json, draft) -> draft.handler(json))
                          .field("payload", (json, draft) -> draft.payload(json)))
                  .field("priority", (json, draft) -> draft.priority(json))
                  .field("tags", (json, draft) -> draft.tags(json))
                  .field("forEach", (json, draft) -> draft.forEach(json))
                  .field("needs", (json, draft) -> draft.needs(json)))
          .field("accepted", (json, draft) -> json.skip());

  private final JobFolder folder;
  private final boolean inDocument;
  private int offset;
  private @Nullable String id;
  private int idOffset = -1;
  private boolean handlerGiven;
  private @Nullable String handler;
  private @Nullable Json payload;
  private int payloadOffset;
  private @Nullable CommandDraft command;
  private int priority;
  private List<String> tags = List.of();
  private @Nullable NeedsDraft needs;
  private boolean forEachGiven;
  private @Nullable ItemSource items;

  /**
   * @param folder for its paths
   * @param inDocument whether it may have {@code forEach} and {@code needs}
   */
  TaskDraft(JobFolder folder, boolean inDocument) {
    this.folder = folder;
    this.inDocument = inDocument;
  }

  /**
   * Reads the current value.
   *
   * @return null after an error
   */
  @Nullable TaskTemplate read(JsonCursor json) {
    int before = json.errorCount();
    offset = json.offset();
    if (SHAPE.read(json, this)) {
      check(json);
    }
    return json.errorCount() > before ? null : template();
  }

  private void id(JsonCursor json) {
    idOffset = json.offset();
    id = json.name("a text", MAX_ID_CHARS);
  }

  private void handler(JsonCursor json) {
    handlerGiven = true;
    handler = json.name("the name of a handler", MAX_HANDLER_CHARS);
  }

  private void payload(JsonCursor json) {
    payloadOffset = json.offset();
    payload = json.raw();
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
      json.report(
          "is only allowed in job documents, for their tasks; in JSON Lines each task has its own line");
      json.skip();
    }
  }

  private void needs(JsonCursor json) {
    if (inDocument) {
      needs = NeedsDraft.read(json);
    } else {
      json.report(
          "is only allowed in job documents, for their tasks; the lines of a stream have no order");
      json.skip();
    }
  }

  /** Returns the fields that go with {@code command}. */
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
      json.reportAt(offset, "has both handler and command; keep one");
    } else if (!handlerGiven && !hasCommand()) {
      json.reportAt(offset, "needs a handler or a command");
    }
    if (payload != null && hasCommand()) {
      json.reportAt(offset, "has a payload, which goes with handler, not with command");
    }
    if (command != null) {
      command.check(json, scope());
    }
    if (inDocument) {
      checkPlaceholders(json);
    }
  }

  private PlaceholderScope scope() {
    return new PlaceholderScope(forEachGiven, needs);
  }

  private void checkPlaceholders(JsonCursor json) {
    Placeholders placeholders = new Placeholders(json, scope(), items);
    if (payload != null && handlerGiven) {
      placeholders.check(payloadOffset, "payload", payload);
      String inScript =
          EXEC.equals(handler) ? ScriptPayload.placeholderInScript(payload, scope()) : null;
      if (inScript != null) {
        json.reportAt(
            payloadOffset,
            "payload.command",
            "has "
                + inScript
                + " in a shell script, where it would run as code; use the fields command and"
                + " shell of the task, which quote it");
      }
    }
    if (command != null && hasCommand()) {
      command.checkPlaceholders(placeholders);
    }
    for (String tag : tags) {
      placeholders.check(offset, "tags", tag);
    }
  }

  private TaskTemplate template() {
    PlaceholderScope scope = scope();
    PlaceholderScope ofTags = new PlaceholderScope(forEachGiven, null);
    List<TextTemplate> tagTexts = tags.stream().map(tag -> TextTemplate.of(tag, ofTags)).toList();
    TaskTemplate.Attributes attributes = new TaskTemplate.Attributes(limits(), priority, tagTexts);
    return new TaskTemplate(id, handler(), payload(scope), attributes, items);
  }

  private Payload payload(PlaceholderScope scope) {
    if (command != null) {
      return command.payload(folder, scope);
    }
    Json json = payload == null ? Json.NULL : payload;
    return scope.isEmpty()
        ? Payload.fixed(json)
        : new PayloadTemplate.Builder(scope).template(json, true).build();
  }

  /** Returns the handler's name; an empty text if it is missing or invalid. */
  String handler() {
    if (handler != null) {
      return handler;
    }
    return hasCommand() ? EXEC : "";
  }

  /** Returns the id; null if it is missing or invalid. */
  @Nullable String id() {
    return id;
  }

  /** Returns the offset of the id, or of the task if it has none. */
  int idOffset() {
    return idOffset < 0 ? offset : idOffset;
  }

  /** Returns its needs; null if it has none. */
  @Nullable NeedsDraft needs() {
    return needs;
  }

  /** Returns the items of its {@code forEach}; null if it has none, or if they have errors. */
  @Nullable ItemSource items() {
    return items;
  }

  /** Returns true if it is a template for several tasks. */
  boolean isForEach() {
    return forEachGiven;
  }

  /** Returns the number of tasks that it makes; −1 if its {@code forEach} has errors. */
  long taskCount() {
    if (!forEachGiven) {
      return 1;
    }
    return items == null ? -1 : items.count();
  }
}
