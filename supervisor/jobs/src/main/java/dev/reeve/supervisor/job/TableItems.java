package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.text.Counts;
import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of {@code csv} and {@code tsv}: the rows of a table, each an object of texts by the
 * columns that the first row names. They are counted and checked first, and read again when they
 * are needed.
 *
 * @param file that holds the rows
 * @param name of the file for messages
 * @param separator between the fields of a row
 * @param columns their names
 * @param count rows after the first
 */
record TableItems(Path file, String name, char separator, List<String> columns, long count)
    implements ItemSource {
  TableItems {
    columns = List.copyOf(columns);
  }

  /**
   * Counts and checks the rows.
   *
   * @throws IOException if the file cannot be read, or a row is not valid; the message is for
   *     people
   */
  static TableItems of(Path file, String name, char separator) throws IOException {
    ReadFailure.requireFile(file, name);
    try (TableReader rows = open(file, name, separator)) {
      List<String> columns = columns(rows, name);
      long count = 0;
      while (next(rows, columns) != null) {
        count++;
      }
      return new TableItems(file, name, separator, columns, count);
    }
  }

  private static TableReader open(Path file, String name, char separator) throws IOException {
    try {
      return new TableReader(Files.newInputStream(file), name, separator);
    } catch (IOException e) {
      throw ReadFailure.named(name, e);
    }
  }

  private static List<String> columns(TableReader rows, String name) throws IOException {
    List<String> columns = rows.next();
    if (columns == null) {
      throw ReadFailure.named(name, "is empty; its first row must name the columns");
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (column.isEmpty()) {
        throw rows.invalid(
            rows.line(), "column " + (seen.size() + 1) + " has no name; the first row names all");
      }
      if (!seen.add(column)) {
        throw rows.invalid(rows.line(), "two columns have the name " + Quote.of(column));
      }
    }
    return columns;
  }

  private static @Nullable List<String> next(TableReader rows, List<String> columns)
      throws IOException {
    List<String> row = rows.next();
    if (row != null && row.size() != columns.size()) {
      throw rows.invalid(
          rows.line(),
          "the row has "
              + Counts.of(row.size(), "field")
              + ", but the first row names "
              + Counts.of(columns.size(), "column"));
    }
    return row;
  }

  @Override
  public ItemIterator open() throws IOException {
    TableReader rows = open(file, name, separator);
    List<String> first = rows.next();
    if (!columns.equals(first)) {
      rows.close();
      throw ReadFailure.named(name, "has other columns than when the job began");
    }
    return new Rows(rows);
  }

  @Override
  public @Nullable String problem(List<String> path) {
    if (path.isEmpty() || (path.size() == 1 && columns.contains(path.get(0)))) {
      return null;
    }
    String column = String.join(".", path);
    if (columns.contains(column)) {
      return "no placeholder can name a column with a dot; rename it in " + name;
    }
    String nearest = NearestName.to(column, columns);
    return name
        + " has no column "
        + Quote.of(column)
        + (nearest == null
            ? "; its columns are " + String.join(", ", columns)
            : "; did you mean {item." + nearest + "}?");
  }

  /** Iterator over as many rows as were counted, even if the file has grown since. */
  private final class Rows implements ItemIterator {
    private final TableReader rows;
    private long left = count;

    Rows(TableReader rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable Item next() throws IOException {
      if (left == 0) {
        return null;
      }
      left--;
      List<String> row = TableItems.next(rows, columns);
      if (row == null) {
        throw ReadFailure.named(name, "has fewer rows than when the job began");
      }
      return Item.ofJson(object(row));
    }

    private Json object(List<String> row) {
      JsonWriter out = new JsonWriter();
      char divider = '{';
      for (int i = 0; i < row.size(); i++) {
        out.ascii(divider).string(columns.get(i)).ascii(':').string(row.get(i));
        divider = ',';
      }
      return out.ascii('}').toJson();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
