package dev.reeve.supervisor.each;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of several sources together. The first source is read as it comes, the others into
 * memory.
 */
final class CombinedRows implements ArgumentRows {
  private final List<ArgumentSource> sources;
  private final boolean linked;
  private final List<List<Argument>> others = new ArrayList<>();
  private final List<Argument> firsts = new ArrayList<>();
  private @Nullable Argument first;

  /** Place in each of the other sources, or for linked ones the number of rows so far. */
  private int[] places = {};

  private int row;
  private boolean isRead;

  /**
   * @param linked whether the first arguments of all sources go together, then the second ones, and
   *     so on, with shorter sources from their beginning again; otherwise each argument of a source
   *     goes with each one of the others, the last source changing fastest
   */
  CombinedRows(List<ArgumentSource> sources, boolean linked) {
    this.sources = sources;
    this.linked = linked;
  }

  @Override
  public @Nullable ArgumentRow next() throws IOException {
    readOthers();
    return linked ? nextLinked() : nextOfProduct();
  }

  private void readOthers() throws IOException {
    if (isRead) {
      return;
    }
    isRead = true;
    for (ArgumentSource source : sources.subList(1, sources.size())) {
      List<Argument> all = new ArrayList<>();
      for (Argument each; (each = source.next()) != null; ) {
        all.add(each);
      }
      others.add(all);
    }
    places = new int[others.size()];
  }

  private @Nullable ArgumentRow nextOfProduct() throws IOException {
    for (List<Argument> other : others) {
      if (other.isEmpty()) {
        return null;
      }
    }
    if (first == null || !advance()) {
      first = sources.get(0).next();
      if (first == null) {
        return null;
      }
      places = new int[others.size()];
    }
    List<Argument> row = new ArrayList<>(List.of(first));
    for (int i = 0; i < places.length; i++) {
      row.add(others.get(i).get(places[i]));
    }
    return row(row);
  }

  /** Moves to the next row of the same first argument; returns false after the last. */
  private boolean advance() {
    for (int i = places.length - 1; i >= 0; i--) {
      if (++places[i] < others.get(i).size()) {
        return true;
      }
      places[i] = 0;
    }
    return false;
  }

  private @Nullable ArgumentRow nextLinked() throws IOException {
    int longest = 0;
    for (List<Argument> other : others) {
      if (other.isEmpty()) {
        return null;
      }
      longest = Math.max(longest, other.size());
    }
    Argument fresh = sources.get(0).next();
    if (fresh == null && (row >= longest || firsts.isEmpty())) {
      return null;
    }
    if (fresh != null && firsts.size() < longest) {
      firsts.add(fresh); // may be needed again
    }
    List<Argument> values = new ArrayList<>();
    values.add(fresh == null ? firsts.get(row % firsts.size()) : fresh);
    for (List<Argument> other : others) {
      values.add(other.get(row % other.size()));
    }
    row++;
    return row(values);
  }

  private static ArgumentRow row(List<Argument> arguments) {
    List<String> values = new ArrayList<>();
    String problem = null;
    for (Argument argument : arguments) {
      values.add(argument.text());
      problem = problem == null ? argument.problem() : problem;
    }
    return new ArgumentRow(values, problem);
  }

  @Override
  public void close() throws IOException {
    for (ArgumentSource source : sources) {
      source.close();
    }
  }
}
