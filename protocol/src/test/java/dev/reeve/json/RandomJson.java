package dev.reeve.json;

import java.util.Random;

/** Valid JSON texts with random contents and random white space. */
public final class RandomJson {
  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1.50",
    "1.0000000000000000001",
    "1e400",
    "-2E-7",
    "123456789012345678901234567890",
    "\"\"",
    "\" a \"",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\ud800\"",
    "\"\\n\\u0000\"",
    "\"é€😀\"",
    "\"{[,:]}\"",
    "\"\\\\\\\" x\""
  };
  private static final String[] SPACES = {"", "", "", " ", "\t", "\n", "\r\n", "   "};

  private final Random random;

  /** Makes a source of texts. */
  public RandomJson(Random random) {
    this.random = random;
  }

  /** Returns a value of at most {@code depth} levels. */
  public String value(int depth) {
    String value =
        switch (depth == 0 ? 2 : random.nextInt(3)) {
          case 0 -> '[' + members(depth, false) + ']';
          case 1 -> '{' + members(depth, true) + '}';
          default -> SCALARS[random.nextInt(SCALARS.length)];
        };
    return space() + value + space();
  }

  private String members(int depth, boolean named) {
    StringBuilder members = new StringBuilder(space());
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      members.append(i == 0 ? "" : ",");
      members.append(named ? space() + "\"k " + i + "\"" + space() + ':' : "");
      members.append(value(depth - 1));
    }
    return members.toString();
  }

  private String space() {
    return SPACES[random.nextInt(SPACES.length)];
  }
}
