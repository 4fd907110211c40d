package dev.reeve.protocol;

import static dev.reeve.protocol.RpcError.INVALID_REQUEST;

import dev.reeve.json.Json;
import dev.reeve.json.JsonParsers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a worker's results of requests other than {@code task/run}. */
final class ReplyReader {
  private static final int MAX_INT = Integer.MAX_VALUE;

  /** More memory than any machine has. */
  private static final long IMPLAUSIBLE_BYTES = 1L << 50;

  /** Makes a result from the members of its object. */
  interface Mapping<T> {
    T map(Members members) throws MalformedMemberException;
  }

  private ReplyReader() {}

  static <T> T read(Json json, Mapping<T> mapping) throws ProtocolException {
    Frame source = new Frame(json.utf8(), 0, json.length());
    try (JsonParser parser = source.parser()) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ProtocolException(INVALID_REQUEST, "the result must be an object", null, false);
      }
      return mapping.map(MembersReader.read(parser, source, "result"));
    } catch (JacksonException e) {
      throw new ProtocolException(INVALID_REQUEST, JsonParsers.explain(e), null, false);
    } catch (MalformedMemberException e) {
      throw new ProtocolException(INVALID_REQUEST, String.valueOf(e.getMessage()), null, false);
    }
  }

  static InitializeResult initialize(Members result) throws MalformedMemberException {
    String javaVersion = result.stringOrNull("javaVersion");
    return new InitializeResult(
        (int) result.number("protocolVersion", Integer.MIN_VALUE, MAX_INT),
        result.number("pid", 0, Long.MAX_VALUE),
        result.strings("handlers"),
        javaVersion == null ? "" : javaVersion,
        BatchSizes.read(result.value("batches")),
        result.flag("shortLines", false));
  }

  static ShutdownResult shutdown(Members result) throws MalformedMemberException {
    return new ShutdownResult(
        result.number("tasks", 0, Long.MAX_VALUE, 0),
        memory(result),
        result.has("exitResult") ? result.value("exitResult") : null);
  }

  static Diagnosis diagnosis(Members result) throws MalformedMemberException {
    return new Diagnosis(result.string("threads"), memory(result));
  }

  /**
   * Reads {@code memory}. A number that is missing, because the system did not tell, is −1, and so
   * is one that cannot be true.
   */
  static MemoryUse memory(Members holder) throws MalformedMemberException {
    Members memory = holder.object("memory");
    return new MemoryUse(
        bytes(memory, "heapUsed"),
        bytes(memory, "heapMax"),
        bytes(memory, "resident"),
        bytes(memory, "peakResident"));
  }

  private static long bytes(Members memory, String name) throws MalformedMemberException {
    long bytes = memory.number(name, -1, Long.MAX_VALUE, -1);
    return bytes < IMPLAUSIBLE_BYTES ? bytes : -1;
  }
}
