package dev.reeve.supervisor.cli.terminal;

import java.util.function.IntSupplier;

/** The number of columns of a screen, which its user can change at any time. Thread-safe. */
public final class ScreenColumns {
  private static final int DEFAULT = 80;
  private static final int LEAST = 20;

  private final int told;
  private final IntSupplier screen;
  private volatile boolean stale = true;
  private volatile int columns = DEFAULT;

  /**
   * @param told number that holds whatever the screen says, as {@code COLUMNS} tells it; 0 for none
   * @param screen asks for the number, which may take a while; 0 if that is not known
   */
  public ScreenColumns(int told, IntSupplier screen) {
    this.told = told;
    this.screen = screen;
  }

  /** Returns the number; asks for it the first time, and after {@link #resized}. */
  public int now() {
    if (told > 0) {
      return Math.max(LEAST, told);
    }
    if (stale) {
      stale = false;
      int asked = screen.getAsInt();
      columns = asked > 0 ? Math.max(LEAST, asked) : DEFAULT;
    }
    return columns;
  }

  /** Notes that the number may have changed. */
  public void resized() {
    stale = true;
  }
}
