package dev.reeve.supervisor.results;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/** A result whose large parts, the handler's result and the error's texts, are in a file. */
public final class SpilledResult {
  /** Texts pass through a buffer of so many bytes; they may be too long for a copy in the heap. */
  private static final int BUFFER = 64 << 10;

  /** Number of texts of an error that may be large. */
  private static final int TEXTS = 4;

  private final SpillFile file;
  private final SpillFile.Region region;
  private final TaskResult rest;
  private final int jsonBytes;

  /** Lengths of the error's texts in chars; −1: there is none. */
  private final int[] textChars = new int[TEXTS];

  private SpilledResult(SpillFile file, SpillFile.Region region, TaskResult whole) {
    this.file = file;
    this.region = region;
    this.rest = without(whole);
    this.jsonBytes = whole.result() == null ? -1 : whole.result().length();
    for (int i = 0; i < TEXTS; i++) {
      String text = text(whole.error(), i);
      textChars[i] = text == null ? -1 : text.length();
    }
  }

  /** Returns one of the texts of an error that may be large. */
  private static @Nullable String text(@Nullable TaskError error, int index) {
    if (error == null) {
      return null;
    }
    return switch (index) {
      case 0 -> error.message();
      case 1 -> error.stack();
      case 2 -> error.stdoutTail();
      default -> error.stderrTail();
    };
  }

  private static TaskResult without(TaskResult whole) {
    TaskError error = whole.error();
    TaskError shortError =
        error == null
            ? null
            : new TaskError(error.type(), null, null, error.exitCode(), error.signal(), null, null);
    return with(whole, null, shortError);
  }

  private static TaskResult with(TaskResult of, @Nullable Json json, @Nullable TaskError error) {
    return of.toBuilder().result(json).error(error).build();
  }

  /**
   * Writes the large parts of a result to the file.
   *
   * @throws IOException if that is not possible; the file holds nothing of it then
   */
  public static SpilledResult write(TaskResult result, SpillFile file) throws IOException {
    SpillFile.Region region = file.allocate(size(result));
    try {
      SpilledResult spilled = new SpilledResult(file, region, result);
      spilled.writeParts(result);
      return spilled;
    } catch (IOException | RuntimeException | Error e) {
      file.free(region);
      throw e;
    }
  }

  private static long size(TaskResult result) {
    long bytes = result.result() == null ? 0 : result.result().length();
    for (int i = 0; i < TEXTS; i++) {
      String text = text(result.error(), i);
      bytes += text == null ? 0 : 2L * text.length();
    }
    return bytes;
  }

  private void writeParts(TaskResult whole) throws IOException {
    long at = region.offset();
    if (whole.result() != null) {
      file.write(at, ByteBuffer.wrap(whole.result().utf8()));
      at += jsonBytes;
    }
    for (int i = 0; i < TEXTS; i++) {
      at = writeText(at, text(whole.error(), i));
    }
  }

  /** Writes the chars as they are, so that halves of surrogate pairs come back. */
  private long writeText(long place, @Nullable String text) throws IOException {
    if (text == null) {
      return place;
    }
    long at = place;
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    CharBuffer left = CharBuffer.wrap(text);
    while (left.hasRemaining()) {
      buffer.clear();
      CharBuffer part = left.slice(0, Math.min(BUFFER / 2, left.remaining()));
      buffer.asCharBuffer().put(part.duplicate());
      buffer.limit(2 * part.length());
      file.write(at, buffer);
      at += 2L * part.length();
      left.position(left.position() + part.length());
    }
    return at;
  }

  /**
   * Returns the whole result, read from the file.
   *
   * @throws IOException if the file cannot be read
   */
  public TaskResult restore() throws IOException {
    Json json = jsonBytes < 0 ? null : readJson();
    TaskError error = rest.error();
    if (error == null) {
      return with(rest, json, null);
    }
    long at = region.offset() + Math.max(0, jsonBytes);
    @Nullable String[] texts = new @Nullable String[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      texts[i] = readText(at, textChars[i]);
      at += 2L * Math.max(0, textChars[i]);
    }
    TaskError whole =
        new TaskError(
            error.type(), texts[0], texts[1], error.exitCode(), error.signal(), texts[2], texts[3]);
    return with(rest, json, whole);
  }

  private Json readJson() throws IOException {
    byte[] bytes = new byte[jsonBytes];
    file.read(region.offset(), ByteBuffer.wrap(bytes));
    return Json.ofTrusted(bytes);
  }

  private @Nullable String readText(long place, int chars) throws IOException {
    if (chars < 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(chars);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (text.length() < chars) {
      buffer.clear().limit(Math.min(BUFFER, 2 * (chars - text.length())));
      file.read(place + 2L * text.length(), buffer);
      buffer.flip();
      text.append(buffer.asCharBuffer());
    }
    return text.toString();
  }

  /** Gives the space in the file back. */
  public void free() {
    file.free(region);
  }
}
