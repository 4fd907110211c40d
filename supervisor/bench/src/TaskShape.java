/** The forms in which programs write tasks. */
enum TaskShape {
  COMPACT("compact, as jq -c writes"),
  SPACED("with spaces, as Python writes"),
  TIMEOUT("with a time limit"),
  TAGS("with tags"),
  NON_ASCII("with text beyond ASCII"),
  ESCAPED("with escapes, as Python writes"),
  GO("with the escapes of Go"),
  KILOBYTE("payloads of 1 kB"),
  LARGE("payloads of 64 kB");

  final String text;

  TaskShape(String text) {
    this.text = text;
  }

  /** Returns the line of task {@code i}, with its newline. */
  String line(int i) {
    return switch (this) {
      case COMPACT -> task("", i, "{\"n\":" + i + "}");
      case SPACED ->
          "{\"id\": \"t" + i + "\", \"handler\": \"echo\", \"payload\": {\"n\": " + i + "}}\n";
      case TIMEOUT -> task(",\"timeout\":\"5s\"", i, "{\"n\":" + i + "}");
      case TAGS -> task(",\"tags\":[\"a\",\"b\"]", i, "{\"n\":" + i + "}");
      case NON_ASCII -> task("", i, "{\"n\":\"grüße " + i + " ✓\"}");
      case ESCAPED -> task("", i, "{\"n\": \"gr\\u00fc\\u00dfe \\\"" + i + "\\\"\\n\"}");
      case GO -> task("", i, "{\"n\":\"\\u003cb\\u003e " + i + " \\u0026\"}");
      case KILOBYTE -> task("", i, items(i, 60));
      case LARGE -> task("", i, items(i, 3_900));
    };
  }

  /** Returns how many of so many small tasks are measured in this form. */
  int share(int tasks) {
    return this == LARGE ? Math.max(1, tasks / 64) : tasks;
  }

  private static String task(String limits, int i, String payload) {
    String start = "{\"id\":\"t" + i + "\",\"handler\":\"echo\"" + limits;
    return start + ",\"payload\":" + payload + "}\n";
  }

  private static String items(int i, int count) {
    StringBuilder json = new StringBuilder("{\"n\": ").append(i).append(", \"items\": [");
    for (int item = 0; item < count; item++) {
      json.append(item == 0 ? "" : ", ").append("\"abcdefgh ").append(item).append('"');
    }
    return json.append("]}").toString();
  }
}
