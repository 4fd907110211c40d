package dev.reeve.supervisor.job;

import java.util.Collection;

/**
 * A pattern for tasks: for their ids, or after {@code tag:} for their tags. {@code *} stands for
 * any characters and {@code ?} for one; all others, brackets too, stand for themselves, because ids
 * of tasks have brackets.
 */
final class TaskPattern {
  private static final String TAG = "tag:";

  private final String text;
  private final boolean isForTags;
  private final String glob;

  /** Rejects an empty pattern with {@link IllegalArgumentException}. */
  TaskPattern(String text) {
    this.text = text;
    isForTags = text.startsWith(TAG);
    glob = isForTags ? text.substring(TAG.length()) : text;
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("a pattern for tasks must not be empty");
    }
  }

  /** Returns the pattern as it was given. */
  String text() {
    return text;
  }

  boolean isForTags() {
    return isForTags;
  }

  /** Returns whether it names a single task or template. */
  boolean isName() {
    return !isForTags && glob.indexOf('*') < 0 && glob.indexOf('?') < 0;
  }

  /** Returns whether it is for ids, and this is one. */
  boolean matchesId(String id) {
    return !isForTags && matches(id);
  }

  /** Returns whether it is for tags, and one of these matches. */
  boolean matchesTag(Collection<String> tags) {
    if (isForTags) {
      for (String tag : tags) {
        if (matches(tag)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Goes back to the last star only, so that the time is at most the product of both lengths. */
  private boolean matches(String candidate) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (at < candidate.length()) {
      char wanted = in < glob.length() ? glob.charAt(in) : '\0';
      if (in < glob.length() && wanted == '*') {
        star = in++;
        retry = at;
      } else if (in < glob.length() && (wanted == '?' || wanted == candidate.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (in < glob.length() && glob.charAt(in) == '*') {
      in++;
    }
    return in == glob.length();
  }
}
