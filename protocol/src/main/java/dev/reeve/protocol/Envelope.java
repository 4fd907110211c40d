package dev.reeve.protocol;

import static dev.reeve.protocol.RpcError.INVALID_PARAMS;
import static dev.reeve.protocol.RpcError.INVALID_REQUEST;
import static dev.reeve.protocol.RpcError.PARSE_ERROR;

import dev.reeve.json.JsonParsers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The outer object of a line, read to its end but judged only as far as it is asked: {@link #read}
 * settles whether the line is JSON, {@link #check} whether it is JSON-RPC 2.0.
 */
final class Envelope {
  private static final String NOT_AN_OBJECT = "a message must be a JSON object";
  private static final String BATCH = NOT_AN_OBJECT + "; batches (arrays) are not supported";

  private final Members members;
  private final @Nullable RequestId id;

  private Envelope(Members members) {
    this.members = members;
    this.id = readableId(members);
  }

  static Envelope read(Frame frame) throws ProtocolException {
    try (JsonParser parser = frame.parser()) {
      return read(parser, frame);
    } catch (JacksonException e) {
      throw notJson(JsonParsers.explain(e));
    }
  }

  private static Envelope read(JsonParser parser, Frame frame) throws ProtocolException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw notJson("the line is empty");
    }
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
      JsonParsers.expectEnd(parser);
      throw new ProtocolException(
          INVALID_REQUEST, first == JsonToken.START_ARRAY ? BATCH : NOT_AN_OBJECT, null);
    }
    Members members = MembersReader.read(parser, frame, "");
    JsonParsers.expectEnd(parser);
    return new Envelope(members);
  }

  private static ProtocolException notJson(String why) {
    return new ProtocolException(PARSE_ERROR, "not JSON: " + why, null);
  }

  private static @Nullable RequestId readableId(Members members) {
    try {
      return members.requestIdOrNull("id");
    } catch (MalformedMemberException e) {
      return null;
    }
  }

  /** Whether the line at least claims to be JSON-RPC. */
  boolean claimsJsonRpc() {
    return members.has("jsonrpc");
  }

  Members members() {
    return members;
  }

  /** Null if there is none, or none that can be given back. */
  @Nullable RequestId id() {
    return id;
  }

  boolean hasId() {
    return members.has("id");
  }

  boolean hasMethod() {
    return members.has("method");
  }

  /** Whether it is a response, whole or broken. */
  boolean isResponse() {
    return !hasMethod() && (members.has("result") || members.has("error"));
  }

  /** Fails unless version, id and repetitions are as JSON-RPC 2.0 wants them. */
  void check() throws ProtocolException {
    if (members.repeated() != null) {
      throw invalid(members.repeated() + " is there more than once");
    }
    if (!isVersionTwo()) {
      throw invalid("jsonrpc must be \"2.0\"");
    }
  }

  private boolean isVersionTwo() {
    try {
      return "2.0".equals(members.textOrNull("jsonrpc"));
    } catch (MalformedMemberException e) {
      return false;
    }
  }

  /** The name of the method, once the rest of a request or notification has been checked. */
  String method() throws ProtocolException {
    if (hasId() && id == null) {
      throw invalid("id must be a whole number of 64 bits or a string");
    }
    try {
      String method = members.text("method");
      if (members.has("result") || members.has("error")) {
        throw invalid("a message has either a method, or a result or an error");
      }
      return method;
    } catch (MalformedMemberException e) {
      throw invalid(e.getMessage());
    }
  }

  /** By name only; no members if there are no parameters. */
  Members params() throws ProtocolException, MalformedMemberException {
    if (members.isArray("params")) {
      throw error(INVALID_PARAMS, "params must be an object: they are taken by name only");
    }
    if (members.has("params") && !members.isObject("params")) {
      throw error(INVALID_REQUEST, "params must be an object");
    }
    return members.object("params");
  }

  /** The message is no valid request; that is answered, unless it was a response. */
  ProtocolException invalid(@Nullable String why) {
    return new ProtocolException(INVALID_REQUEST, String.valueOf(why), id, !isResponse());
  }

  /** The message is valid JSON-RPC, with an error in it that is answered if an answer is due. */
  ProtocolException error(int code, @Nullable String why) {
    return new ProtocolException(code, String.valueOf(why), id, hasId());
  }
}
