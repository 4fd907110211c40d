package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random JSON, whose texts are written in many ways. */
final class RandomJson {
  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1.50",
    "1e5",
    "1E+400",
    "-1.5e-3",
    "12345678901234567890",
    "\"\"",
    "\"\\u00e4\"",
    "\"ä\\/\\n\\t\"",
    "\"\\ud83d\\ude00\"",
    "\"\ud83d\ude00 , ] }\"",
    "\"\\\\\\\"\""
  };

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  Json value() {
    return Json.parse(text(3));
  }

  private String text(int depth) {
    return switch (random.nextInt(depth > 0 ? 4 : 2)) {
      case 0, 1 -> SCALARS[random.nextInt(SCALARS.length)];
      case 2 -> some(() -> text(depth - 1), "[", "]");
      default -> {
        int[] number = {0};
        yield some(() -> "\"k" + number[0]++ + "\":" + text(depth - 1), "{", "}");
      }
    };
  }

  private String some(Supplier<String> each, String begin, String end) {
    return Stream.generate(each)
        .limit(random.nextInt(4))
        .collect(Collectors.joining(",", begin, end));
  }
}
