package dev.reeve.supervisor.each;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows whose arguments are split into columns. */
final class ColumnRows implements ArgumentRows {
  private final ArgumentRows rows;
  private final Pattern separator;

  ColumnRows(ArgumentRows rows, Pattern separator) {
    this.rows = rows;
    this.separator = separator;
  }

  @Override
  public @Nullable ArgumentRow next() throws IOException {
    ArgumentRow row = rows.next();
    if (row == null) {
      return null;
    }
    List<String> columns = new ArrayList<>();
    row.values().forEach(value -> columns.addAll(List.of(separator.split(value, -1))));
    return new ArgumentRow(columns, row.problem());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
