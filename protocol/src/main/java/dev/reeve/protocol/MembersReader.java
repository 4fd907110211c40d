package dev.reeve.protocol;

import dev.reeve.protocol.Members.Placeholder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the members of objects in one pass and skips those that the protocol does not know. */
final class MembersReader {

  private MembersReader() {}

  /** Reads the object at whose start {@code parser} stands, to its end. */
  static Members read(JsonParser parser, Frame source, String path) {
    Members members = new Members(path);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      MemberKind kind = MemberKind.of(name);
      if (kind == null) {
        parser.skipChildren();
      } else {
        members.add(name, valueOf(kind, parser, source, members, name));
      }
    }
    return members;
  }

  private static Object valueOf(
      MemberKind kind, JsonParser parser, Frame source, Members parent, String name) {
    JsonToken token = parser.currentToken();
    if (kind == MemberKind.ANY) {
      return source.copyValue(parser);
    }
    if (kind == MemberKind.OBJECT && token == JsonToken.START_OBJECT) {
      return read(parser, source, parent.pathOf(name));
    }
    if (kind == MemberKind.STRINGS && token == JsonToken.START_ARRAY) {
      return texts(parser);
    }
    return scalar(parser, token);
  }

  private static Object scalar(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> skipped(parser, Placeholder.OBJECT);
      case START_ARRAY -> skipped(parser, Placeholder.ARRAY);
      default -> Placeholder.NULL;
    };
  }

  private static Object whole(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? Placeholder.HUGE_NUMBER
        : (Object) parser.getLongValue();
  }

  private static Object texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    boolean textsOnly = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == JsonToken.VALUE_STRING) {
        texts.add(parser.getString());
      } else {
        textsOnly = false;
        parser.skipChildren();
      }
    }
    return textsOnly ? texts : Placeholder.ARRAY;
  }

  private static Placeholder skipped(JsonParser parser, Placeholder kind) {
    parser.skipChildren();
    return kind;
  }
}
