package dev.reeve.supervisor.job;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in a person's words why a text is not JSON. */
final class SyntaxError {
  private static final Pattern INNER_POSITION =
      Pattern.compile(" \\((start marker|for \\w+ starting) at \\[.*?]\\)");
  private static final Pattern CONTROL =
      Pattern.compile("\\(\\(CTRL-CHAR, code (\\d+)\\)\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARACTER_CODE =
      Pattern.compile("\\(('.+?') \\(code \\d+[^)]*\\)\\)|(?<=' )\\(code \\d+[^)]*\\)");
  private static final Pattern ADVICE =
      Pattern.compile(": enable `.*|: was expecting \\(JSON.*| \\(JSON String.*");

  private SyntaxError() {}

  static String message(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return limit(e.getOriginalMessage());
    }
    if (e instanceof UnexpectedEndOfInputException) {
      return "ends too early: a quotation mark, a bracket or a value is missing";
    }
    return "is not valid JSON: " + plain(e.getOriginalMessage());
  }

  private static String limit(String message) {
    if (message.contains("nesting depth")) {
      return "is nested deeper than " + JobJson.MAX_DEPTH + " levels";
    }
    return message.contains("String") ? "holds a text that is too long" : "has a name too long";
  }

  private static String plain(String message) {
    if (message.contains("comment?")) {
      return "it has no comments; remove this one";
    }
    String text = INNER_POSITION.matcher(message).replaceAll("");
    text = CONTROL.matcher(text).replaceAll("with code $1");
    text = CHARACTER_CODE.matcher(text).replaceAll("$1");
    text = ADVICE.matcher(text).replaceAll("");
    text = Character.toLowerCase(text.charAt(0)) + text.substring(1);
    return text.replace("): ", ", ").replace(": ", ", ").strip();
  }
}
