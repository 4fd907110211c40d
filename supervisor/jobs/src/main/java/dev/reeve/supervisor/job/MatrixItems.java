package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of {@code matrix}: objects with one value of each axis, in all combinations. The last
 * axis changes fastest. Ids tell the values: {@code build[jdk=17,os=linux]}.
 */
record MatrixItems(List<Axis> axes) implements ItemSource {
  MatrixItems {
    axes = List.copyOf(axes);
  }

  /** One axis with its values, none of which equals another. */
  record Axis(String name, List<Item> values) {
    Axis {
      values = List.copyOf(values);
    }

    private int indexOf(String text) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).text().equals(text)) {
          return i;
        }
      }
      return -1;
    }
  }

  /** Returns the number of combinations; one more than {@link NumberItems#MOST} if it is larger. */
  @Override
  public long count() {
    long product = 1;
    for (Axis axis : axes) {
      product = Math.min(product * axis.values.size(), NumberItems.MOST + 1);
    }
    return product;
  }

  @Override
  public ItemIterator open() {
    return ItemIterator.of(
        LongStream.rangeClosed(1, count()).mapToObj(number -> item(values(number))).iterator());
  }

  /** Returns the values of a combination, from 1, one for each axis. */
  private List<Item> values(long number) {
    List<Item> values = new ArrayList<>();
    long rest = number - 1;
    for (int i = axes.size() - 1; i >= 0; i--) {
      List<Item> ofAxis = axes.get(i).values;
      values.add(0, ofAxis.get((int) (rest % ofAxis.size())));
      rest /= ofAxis.size();
    }
    return values;
  }

  private Item item(List<Item> values) {
    JsonWriter out = new JsonWriter();
    char divider = '{';
    for (int i = 0; i < axes.size(); i++) {
      Json value = values.get(i).json();
      out.ascii(divider).string(axes.get(i).name).ascii(':').value(value);
      divider = ',';
    }
    return Item.ofJson(out.ascii('}').toJson());
  }

  @Override
  public boolean numbersItems() {
    return false;
  }

  @Override
  public String label(long ordinal) {
    StringBuilder label = new StringBuilder();
    List<Item> values = values(ordinal);
    for (int i = 0; i < axes.size(); i++) {
      label.append(i == 0 ? "" : ",").append(axes.get(i).name).append('=');
      label.append(values.get(i).text());
    }
    return label.toString();
  }

  /** No value holds a comma with the name of the next axis, so that there is one way to read it. */
  @Override
  public long ordinal(String label) {
    long number = 0;
    String rest = label;
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      String start = axis.name + "=";
      int end = i + 1 == axes.size() ? rest.length() : rest.indexOf(beforeAxis(i + 1));
      int value =
          rest.startsWith(start) && end >= start.length()
              ? axis.indexOf(rest.substring(start.length(), end))
              : -1;
      if (value < 0) {
        return 0;
      }
      number = number * axis.values.size() + value;
      rest = rest.substring(Math.min(rest.length(), end + 1));
    }
    return number + 1;
  }

  private String beforeAxis(int index) {
    return "," + axes.get(index).name + "=";
  }

  @Override
  public @Nullable String problem(List<String> path) {
    List<String> names = new ArrayList<>();
    axes.forEach(axis -> names.add(axis.name));
    return path.isEmpty() || (path.size() == 1 && names.contains(path.get(0)))
        ? null
        : "the matrix has no " + String.join(".", path) + ", only " + String.join(", ", names);
  }
}
