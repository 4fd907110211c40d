package dev.reeve.supervisor.job;

import dev.reeve.text.Notation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a {@code forEach}, whose number is known. */
interface ItemSource {

  /** Returns the number of items. */
  long count();

  /** Returns an iterator from the first item on. */
  ItemIterator open() throws IOException;

  /**
   * Returns the reason why items have no such field; null if all have it.
   *
   * @param path names of fields, each within the one before; empty for the whole item
   */
  default @Nullable String problem(List<String> path) {
    return path.isEmpty() ? null : "the items have no fields";
  }

  /** Returns the file that holds the items; null if there is none. */
  default @Nullable Path file() {
    return null;
  }

  /**
   * Returns the text in the brackets of the id of an item's task.
   *
   * @param ordinal number of the item, from 1
   */
  default String label(long ordinal) {
    return Long.toString(ordinal);
  }

  /** Returns whether labels are only numbers, which say nothing about the items. */
  default boolean numbersItems() {
    return true;
  }

  /**
   * Returns the number of the item, from 1, whose task has this text in the brackets of its id; 0
   * if there is none.
   */
  default long ordinal(String label) {
    long number = Notation.wholeNumber(label);
    boolean isWritten = number > 0 && number <= count() && !label.startsWith("0");
    return isWritten ? number : 0;
  }
}
