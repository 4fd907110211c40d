package dev.reeve.protocol;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import dev.reeve.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Several calls of shared objects as the value of one call: an array of their parameters. */
public final class SharedCallList {
  private SharedCallList() {}

  /** Writes calls. */
  public static Json write(List<SharedCall> calls) {
    List<Json> written = new ArrayList<>(calls.size());
    for (SharedCall call : calls) {
      JsonWriter out = new JsonWriter();
      SharedCodec.write(call, out);
      written.add(out.endObject().toJson());
    }
    return Json.array(written);
  }

  /**
   * Reads calls.
   *
   * @throws IllegalArgumentException if the JSON is no array of calls
   */
  public static List<SharedCall> read(Json array) {
    List<SharedCall> calls = new ArrayList<>();
    for (Json element : array.elements()) {
      calls.add(readOne(element));
    }
    return calls;
  }

  private static SharedCall readOne(Json json) {
    Frame source = new Frame(json.utf8(), 0, json.length());
    try (JsonParser parser = source.parser()) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a call must be an object");
      }
      return SharedCodec.readCall(MembersReader.read(parser, source, "value"));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(JsonParsers.explain(e), e);
    } catch (MalformedMemberException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
