package dev.reeve.supervisor.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shell script once, from its start to its end or its first problem, and makes pieces of
 * it. Follows quotes, comments, substitutions and words, so far as they change what a placeholder
 * means.
 *
 * @param <P> type of the placeholders
 */
final class ShellTemplateParser<P> {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*\\+?=");
  private static final char ARITHMETIC = '+';

  private final String script;
  private final PlaceholderFinder<P> finder;
  private final boolean repeats;
  private final ShellPieces<P> pieces = new ShellPieces<>();

  /**
   * Enclosing constructs: a double quote, a parenthesis or backquote that begins commands, or a
   * parenthesis of arithmetic.
   */
  private final Deque<Character> open = new ArrayDeque<>();

  /** The words in which the script is, the innermost first. */
  private final Deque<Word> words = new ArrayDeque<>();

  private boolean hereDocument;
  private @Nullable String problem;
  private int at;

  /** A word of a command, from its start in the script and in the pieces. */
  private static final class Word {
    final int start;
    final int firstPiece;
    boolean hasSeveral;

    Word(int start, int firstPiece) {
      this.start = start;
      this.firstPiece = firstPiece;
    }
  }

  /**
   * @param repeats as in {@link ShellTemplate#of}
   */
  ShellTemplateParser(String script, PlaceholderFinder<P> finder, boolean repeats) {
    this.script = script;
    this.finder = finder;
    this.repeats = repeats;
  }

  /** Parses the script; may be called once. */
  ShellTemplate<P> parse() {
    words.push(new Word(0, 0));
    while (at < script.length() && problem == null) {
      step();
    }
    while (!words.isEmpty()) {
      endWord();
    }
    return new ShellTemplate<>(pieces, problem);
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
      case ' ', '\t', '\n', ';', '&', '|', '>' -> divide();
      default -> copy(1);
    }
  }

  private void brace() {
    PlaceholderFinder.Mark<P> mark = finder.at(script, at);
    if (mark == null) {
      copy(1);
      return;
    }
    P placeholder = mark.placeholder();
    if (placeholder == null) {
      pieces.add(mark.plain());
    } else {
      problem = problem(mark);
      word().hasSeveral |= mark.hasSeveral();
      pieces.add(placeholder, isQuoted());
    }
    at += mark.text().length();
  }

  private @Nullable String problem(PlaceholderFinder.Mark<P> mark) {
    if (hereDocument) {
      return "has %s in or after a here-document; use printf '%%s\\n' %s instead of it"
          .formatted(mark.text(), mark.text());
    }
    if (isArithmetic()) {
      return "has %s in $((…)), where some shells run values as code; use $(expr …) instead of it"
          .formatted(mark.text());
    }
    return mark.hasSeveral() && takesOneWord()
        ? "has %s for several arguments where the shell takes one word; name one of them, as in {1}"
            .formatted(mark.text())
        : null;
  }

  /** Returns whether this is the value of a variable or the name of a file to open. */
  private boolean takesOneWord() {
    String before = script.substring(0, word().start).stripTrailing();
    boolean isFile = before.endsWith(">") || before.endsWith("<") || before.endsWith(">|");
    return isFile || (!repeats && ASSIGNMENT.matcher(script).region(word().start, at).lookingAt());
  }

  private Word word() {
    return words.element();
  }

  private boolean isQuoted() {
    return isIn('"');
  }

  /** Returns whether this is arithmetic, in quotes or not. */
  private boolean isArithmetic() {
    for (char construct : open) {
      if (construct != '"') {
        return construct == ARITHMETIC;
      }
    }
    return false;
  }

  private boolean isIn(char construct) {
    return !open.isEmpty() && open.peek() == construct;
  }

  private void singleQuotes() {
    if (isQuoted()) {
      copy(1);
      return;
    }
    int end = script.indexOf('\'', at + 1);
    int next = end < 0 ? script.length() : end + 1;
    while (at < next && problem == null) {
      PlaceholderFinder.Mark<P> mark = script.charAt(at) == '{' ? finder.at(script, at) : null;
      if (mark == null || at + mark.text().length() > next) {
        copy(1);
      } else if (mark.placeholder() == null) {
        pieces.add(mark.plain());
        at += mark.text().length();
      } else {
        problem =
            "has single quotes around "
                + mark.text()
                + "; write it without quotes: it is passed on as one word, whatever it holds"
                + finder.advice();
      }
    }
  }

  private void toggle(char quote) {
    if (isIn(quote)) {
      if (quote == '`') {
        endWord();
      }
      open.pop();
      copy(1);
    } else {
      open.push(quote);
      copy(1);
      if (quote == '`') {
        beginWord();
      }
    }
  }

  /** Follows {@code $(…)} within double quotes too: its commands have quotes of their own. */
  private void enter() {
    boolean substitution = at > 0 && script.charAt(at - 1) == '$';
    if (isQuoted() && !substitution) {
      copy(1);
      return;
    }
    boolean arithmetic = script.startsWith("((", at) || (!substitution && isArithmetic());
    open.push(arithmetic ? ARITHMETIC : '(');
    copy(1);
    beginWord();
  }

  private void leave() {
    if (isIn('(') || isIn(ARITHMETIC)) {
      endWord();
      open.pop();
      copy(1);
    } else {
      divide();
    }
  }

  private void comment() {
    boolean atWordStart = at == 0 || " \t\n;&|(".indexOf(script.charAt(at - 1)) >= 0;
    int end = script.indexOf('\n', at);
    boolean begins = atWordStart && !isQuoted();
    copy(begins ? (end < 0 ? script.length() : end) - at : 1);
  }

  private void redirection() {
    hereDocument |= !isQuoted() && script.startsWith("<<", at);
    divide();
  }

  /** Copies a character that divides words. */
  private void divide() {
    if (isQuoted()) {
      copy(1);
    } else {
      endWord();
      copy(1);
      beginWord();
    }
  }

  private void beginWord() {
    words.push(new Word(at, pieces.count()));
  }

  private void endWord() {
    Word word = words.pop();
    if (repeats && word.hasSeveral) {
      pieces.repeat(word.firstPiece);
    }
  }

  private void copy(int length) {
    pieces.add(script.substring(at, at + length));
    at += length;
  }
}
