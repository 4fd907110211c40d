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
 * The outer object of a line. {@link #read} reads it to its end and fails unless the line is JSON;
 * {@link #check} then fails unless it is JSON-RPC 2.0.
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

  /** Returns whether the line says that it is JSON-RPC, even if it is none. */
  boolean claimsJsonRpc() {
    return members.has("jsonrpc");
  }

  Members members() {
    return members;
  }

  /** Returns the id; null if there is none, or none that a response can repeat. */
  @Nullable RequestId id() {
    return id;
  }

  boolean hasId() {
    return members.has("id");
  }

  boolean hasMethod() {
    return members.has("method");
  }

  /** Returns whether it is a response, valid or not. */
  boolean isResponse() {
    return !hasMethod() && (members.has("result") || members.has("error"));
  }

  /** Fails unless the version is 2.0 and no member is there twice. */
  void check() throws ProtocolException {
    if (members.repeated() != null) {
      throw invalid(members.repeated() + " appears more than once");
    }
    if (!isVersionTwo()) {
      throw invalid("jsonrpc must be \"2.0\"");
    }
  }

  private boolean isVersionTwo() {
    try {
      return "2.0".equals(members.stringOrNull("jsonrpc"));
    } catch (MalformedMemberException e) {
      return false;
    }
  }

  /** Returns the method of a request or notification, after a check of the other members. */
  String method() throws ProtocolException {
    if (hasId() && id == null) {
      throw invalid("id must be a whole number of 64 bits or a string");
    }
    try {
      String method = members.string("method");
      if (members.has("result") || members.has("error")) {
        throw invalid("a message with a method must have no result and no error");
      }
      return method;
    } catch (MalformedMemberException e) {
      throw invalid(e.getMessage());
    }
  }

  /** Returns the parameters; no members if there are no parameters. */
  Members params() throws ProtocolException, MalformedMemberException {
    if (members.isArray("params")) {
      throw error(INVALID_PARAMS, "params must be an object, because parameters are named");
    }
    if (members.has("params") && !members.isObject("params")) {
      throw error(INVALID_REQUEST, "params must be an object");
    }
    return members.object("params");
  }

  /** Makes the error for a message that is not valid JSON-RPC. A response is not answered. */
  ProtocolException invalid(@Nullable String why) {
    return new ProtocolException(INVALID_REQUEST, String.valueOf(why), id, !isResponse());
  }

  /** Makes an error in a message that is valid JSON-RPC. Only a request is answered. */
  ProtocolException error(int code, @Nullable String why) {
    return new ProtocolException(code, String.valueOf(why), id, hasId());
  }
}
