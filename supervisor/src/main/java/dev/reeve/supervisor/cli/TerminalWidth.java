package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Columns of the terminal: what {@code COLUMNS} says, else {@code stty}, asked once and only when
 * somebody wants to know, else 80.
 */
final class TerminalWidth implements IntSupplier {
  private static final int DEFAULT = 80;
  private static final int LEAST = 20;

  private final Map<String, String> env;
  private int columns;

  TerminalWidth(Map<String, String> env) {
    this.env = env;
  }

  @Override
  public synchronized int getAsInt() {
    if (columns == 0) {
      int told = parse(env.get("COLUMNS"));
      columns = told > 0 ? told : orDefault(parse(lastWord(askStty())));
    }
    return columns;
  }

  private static int orDefault(int told) {
    return told > 0 ? told : DEFAULT;
  }

  private static int parse(@Nullable String text) {
    try {
      int number = text == null ? 0 : Integer.parseInt(text.strip());
      return number > 0 ? Math.max(LEAST, number) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String lastWord(String rowsAndColumns) {
    return rowsAndColumns.substring(rowsAndColumns.lastIndexOf(' ') + 1);
  }

  private static String askStty() {
    try {
      Process stty = Runtime.getRuntime().exec(new String[] {"stty", "-F", "/dev/tty", "size"});
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return "";
      }
      return new String(stty.getInputStream().readNBytes(40), US_ASCII).strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
