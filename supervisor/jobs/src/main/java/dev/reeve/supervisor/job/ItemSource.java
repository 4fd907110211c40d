package dev.reeve.supervisor.job;

import java.io.IOException;

/** The items of a {@code forEach}, whose number is known. */
interface ItemSource {

  /** Returns the number of items. */
  long count();

  /** Returns an iterator from the first item on. */
  ItemIterator open() throws IOException;
}
