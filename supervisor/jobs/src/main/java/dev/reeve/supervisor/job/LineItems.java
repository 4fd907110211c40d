package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The items of {@code lines}: the lines of a text file without their line ends and without empty
 * lines. They are counted first and read again when they are needed.
 *
 * @param file that holds the lines
 * @param name of the file for messages
 * @param count lines that are not empty
 */
record LineItems(Path file, String name, long count) implements ItemSource {

  /**
   * Counts and checks the lines.
   *
   * @throws IOException if the file cannot be read, or a line is not UTF-8 or too long; the message
   *     is for people
   */
  static LineItems of(Path file, String name) throws IOException {
    ReadFailure.requireFile(file, name);
    try (Lines lines = new Lines(file, name)) {
      long count = 0;
      while (lines.nextText() != null) {
        count++;
      }
      return new LineItems(file, name, count);
    }
  }

  @Override
  public ItemIterator open() throws IOException {
    return new Counted(new Lines(file, name), count);
  }

  /** Iterator over as many lines as were counted, even if the file has grown since. */
  private static final class Counted implements ItemIterator {
    private final Lines lines;
    private long left;

    Counted(Lines lines, long count) {
      this.lines = lines;
      left = count;
    }

    @Override
    public @Nullable Item next() throws IOException {
      if (left == 0) {
        return null;
      }
      left--;
      String text = lines.nextText();
      if (text == null) {
        throw ReadFailure.named(lines.name, "has fewer lines than when the job began");
      }
      return Item.ofText(text);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static final class Lines implements AutoCloseable {
    private final String name;
    private final LineReader reader;

    Lines(Path file, String name) throws IOException {
      this.name = name;
      try {
        reader = new LineReader(Files.newInputStream(file), name, JobJson.MAX_TEXT);
      } catch (IOException e) {
        throw ReadFailure.named(name, e);
      }
    }

    @Nullable String nextText() throws IOException {
      while (reader.next()) {
        SourceText line = reader.line();
        check(line);
        if (line.length() > 0) {
          return new String(line.bytes(), line.from(), line.length(), UTF_8);
        }
      }
      return null;
    }

    private void check(SourceText line) throws IOException {
      if (reader.tooLong()) {
        throw ReadFailure.named(
            name + ":" + line.firstLine(),
            "the line is longer than " + JobJson.MAX_TEXT + " bytes");
      }
      if (Utf8.firstInvalid(line.bytes(), line.from(), line.to()) >= 0) {
        throw ReadFailure.named(name + ":" + line.firstLine(), "the line is not UTF-8");
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
