package dev.reeve.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a task whose caller has sent a file to a server instead of JSON: an object with
 * the members {@code path}, {@code mediaType}, {@code bytes}, and {@code name} if the caller has
 * told one. A handler need not have a field for each of them.
 */
public final class BodyPayload {
  /** Beginning of the names of folders for such files. */
  public static final String FOLDER_PREFIX = "reeve-bodies-";

  private static final byte[] BEGIN = "{\"path\":\"".getBytes(UTF_8);

  private BodyPayload() {}

  /**
   * Returns the payload for a file.
   *
   * @param path of the file, in a folder whose name begins with {@link #FOLDER_PREFIX}
   * @param mediaType as the caller says
   * @param bytes length of the file
   * @param name that the file has for the caller; null if it is not known
   */
  public static Json of(String path, String mediaType, long bytes, @Nullable String name) {
    JsonWriter out = new JsonWriter(128);
    out.beginObject().member("path").string(path);
    out.member("mediaType").string(mediaType);
    out.member("bytes").number(bytes);
    if (name != null) {
      out.member("name").string(name);
    }
    return out.endObject().toJson();
  }

  /** Returns whether a payload was made for a file. */
  public static boolean is(Json payload) {
    byte[] all = payload.utf8();
    int length = payload.length();
    int begin = BEGIN.length;
    if (length <= begin || !Arrays.equals(all, 0, begin, BEGIN, 0, begin)) {
      return false;
    }
    return path(payload).contains("/" + FOLDER_PREFIX);
  }

  /** Returns the path of the file, of a payload for which {@link #is} is true. */
  public static String path(Json payload) {
    int begin = BEGIN.length;
    return new String(payload.utf8(), begin, endOfPath(payload) - begin, UTF_8);
  }

  /** Returns the index of the quotation mark after the path. */
  private static int endOfPath(Json payload) {
    int end = BEGIN.length;
    while (end < payload.length() && payload.utf8()[end] != '"') {
      end++;
    }
    return end;
  }

  /** Returns the payload with another path, of one that begins with a path. */
  public static Json withPath(Json payload, String path) {
    int end = endOfPath(payload);
    JsonWriter out = new JsonWriter(payload.length() + path.length());
    out.beginObject().member("path").string(path);
    int rest = end + 1;
    return out.bytes(payload.utf8(), rest, payload.length() - rest).toJson();
  }
}
