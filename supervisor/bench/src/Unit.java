import java.util.Locale;

/** How a figure is shown. */
enum Unit {
  PER_SECOND("%s /s"),
  SECONDS("%s s"),
  MICROSECONDS("%s µs"),
  MILLISECONDS("%s ms"),
  MEGABYTES("%s MB"),
  RATIO("%s");

  private final String format;

  Unit(String format) {
    this.format = format;
  }

  /** With three significant digits at least. */
  String text(double figure) {
    int decimals = figure >= 100 ? 0 : figure >= 10 ? 1 : 2;
    String number = String.format(Locale.ROOT, "%,." + decimals + "f", figure);
    return String.format(format, number.replace(',', ' '));
  }
}
