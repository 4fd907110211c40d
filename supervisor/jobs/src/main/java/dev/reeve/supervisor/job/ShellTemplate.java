package dev.reeve.supervisor.job;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A shell script with marks for an item. The item never becomes part of the script, because a file
 * name may hold any shell code: each mark becomes the positional parameter {@code $1}, whose value
 * the shell does not parse. Quotes are followed to write it as {@code "$1"} outside of double
 * quotes and as <code>${1}</code> inside; in comments and behind a backslash a mark stays as it is.
 * Even where the quotes are read wrongly, an item is data and never code.
 */
final class ShellTemplate {
  private static final String HELP =
      " around {item}; write it without quotes: it is passed on as one word, whatever it holds";

  private final String script;
  private final StringBuilder out = new StringBuilder();

  /** Enclosing constructs: a double quote, or a parenthesis or backquote that begins commands. */
  private final Deque<Character> open = new ArrayDeque<>();

  private boolean hereDocument;
  private boolean used;
  private @Nullable String problem;
  private int at;

  private ShellTemplate(String script) {
    this.script = script;
    while (at < script.length() && problem == null) {
      step();
    }
  }

  /** Parses a script. */
  static ShellTemplate of(String script) {
    return new ShellTemplate(script);
  }

  /** Returns the reason why the item can't be used where the script has it; null if it can. */
  @Nullable String problem() {
    return problem;
  }

  /** Returns true if the script uses the item. */
  boolean usesItem() {
    return used;
  }

  /** Returns the script in which {@code $1} is the item. */
  String script() {
    return out.toString();
  }

  private void step() {
    if (script.startsWith(Item.MARK, at)) {
      mark();
      return;
    }
    char c = script.charAt(at);
    switch (c) {
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

  private void mark() {
    if (hereDocument) {
      problem = "has {item} in or after a here-document; use printf '%s\\n' {item} instead of it";
      return;
    }
    out.append(isQuoted() ? "${1}" : "\"$1\"");
    at += Item.MARK.length();
    used = true;
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
    if (quoted.contains(Item.MARK)) {
      problem = "has single quotes" + HELP;
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
