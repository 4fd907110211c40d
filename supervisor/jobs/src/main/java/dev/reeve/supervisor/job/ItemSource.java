package dev.reeve.supervisor.job;

import java.io.IOException;

/** The items of a {@code forEach}: how many, and each in turn. */
interface ItemSource {

  /** Number of items. */
  long count();

  /** Begins with the first. */
  ItemIterator open() throws IOException;
}
