package dev.reeve.supervisor.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell script with placeholders. Their values never become part of the script, because a file
 * name may hold any shell code: each placeholder becomes a positional parameter such as {@code $1},
 * whose value the shell does not parse. Quotes are followed to write it as {@code "$1"} outside of
 * double quotes and as <code>${1}</code> inside; in comments and behind a backslash a placeholder
 * stays as it is. Even where the quotes are read wrongly, a value is data and never code.
 */
final class ShellTemplate {
  private final String script;
  private final PlaceholderScope scope;
  private final StringBuilder out = new StringBuilder();
  private final List<TaskPlaceholder> parameters = new ArrayList<>();

  /** Enclosing constructs: a double quote, or a parenthesis or backquote that begins commands. */
  private final Deque<Character> open = new ArrayDeque<>();

  private boolean hereDocument;
  private @Nullable String problem;
  private int at;

  private ShellTemplate(String script, PlaceholderScope scope) {
    this.script = script;
    this.scope = scope;
    while (at < script.length() && problem == null) {
      step();
    }
  }

  /** Parses a script. */
  static ShellTemplate of(String script, PlaceholderScope scope) {
    return new ShellTemplate(script, scope);
  }

  /**
   * Returns the reason why a value can't be used where the script has its placeholder; null if all
   * can.
   */
  @Nullable String problem() {
    return problem;
  }

  /** Returns the placeholders whose values are the parameters, from {@code $1} on. */
  List<TaskPlaceholder> parameters() {
    return parameters;
  }

  /** Returns the script in which the values are {@link #parameters}. */
  String script() {
    return out.toString();
  }

  private void step() {
    char c = script.charAt(at);
    switch (c) {
      case '{' -> brace();
      case '\\' -> copy(Math.min(2, script.length() - at));
      case '\'' -> singleQuotes();
      case '"' -> toggle('"');
      case '`' -> toggle('`');
      case '(' -> enter();
      case ')' -> leave();
      case '#' -> comment();
      case '<' -> redirection();
      default -> copy(1);
    }
  }

  private void brace() {
    TaskPlaceholder placeholder = scope.at(script, at);
    if (placeholder == null) {
      copy(1);
      return;
    }
    String mark = placeholder.mark();
    if (hereDocument) {
      problem =
          "has %s in or after a here-document; use printf '%%s\\n' %s instead of it"
              .formatted(mark, mark);
      return;
    }
    String name = parameter(placeholder);
    String reference = isQuoted() || name.length() > 1 ? "${" + name + "}" : "$" + name;
    out.append(isQuoted() ? reference : "\"" + reference + "\"");
    at += mark.length();
  }

  /** Returns the number of the parameter with its value, which may have been used before. */
  private String parameter(TaskPlaceholder placeholder) {
    if (!parameters.contains(placeholder)) {
      parameters.add(placeholder);
    }
    return Integer.toString(parameters.indexOf(placeholder) + 1);
  }

  private boolean isQuoted() {
    return !open.isEmpty() && open.peek() == '"';
  }

  private void singleQuotes() {
    if (isQuoted()) {
      copy(1);
      return;
    }
    int end = script.indexOf('\'', at + 1);
    String quoted = script.substring(at, end < 0 ? script.length() : end + 1);
    List<TaskPlaceholder> within = scope.of(quoted);
    if (!within.isEmpty()) {
      problem =
          "has single quotes around "
              + within.get(0).mark()
              + "; write it without quotes: it is passed on as one word, whatever it holds";
    }
    copy(quoted.length());
  }

  private void toggle(char quote) {
    if (!open.isEmpty() && open.peek() == quote) {
      open.pop();
    } else {
      open.push(quote);
    }
    copy(1);
  }

  /** Follows {@code $(…)} within double quotes too: its commands have quotes of their own. */
  private void enter() {
    boolean substitution = at > 0 && script.charAt(at - 1) == '$';
    if (!isQuoted() || substitution) {
      open.push('(');
    }
    copy(1);
  }

  private void leave() {
    if (!open.isEmpty() && open.peek() == '(') {
      open.pop();
    }
    copy(1);
  }

  private void comment() {
    boolean atWordStart = at == 0 || " \t\n;&|(".indexOf(script.charAt(at - 1)) >= 0;
    int end = script.indexOf('\n', at);
    boolean begins = atWordStart && !isQuoted();
    copy(begins ? (end < 0 ? script.length() : end) - at : 1);
  }

  private void redirection() {
    hereDocument |= !isQuoted() && script.startsWith("<<", at);
    copy(1);
  }

  private void copy(int length) {
    out.append(script, at, at + length);
    at += length;
  }
}
