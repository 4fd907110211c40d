package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A search for the files that a pattern matches. As in a shell: {@code *}, {@code ?} and {@code
 * [a-z]} within a name, {@code {a,b}} anywhere, {@code **} for any number of folders, including
 * none. A name that begins with a dot is found only by a part of the pattern that begins with one.
 * A leading {@code ./} is kept, because it tells files such as {@code ./-n} from options. Links to
 * folders are followed only where the pattern names them. Folders are never found.
 */
final class Glob {
  private static final String ANY_FOLDERS = "**";

  private final List<Part> parts;
  private final SortedSet<String> found;
  private final Set<String> visited = new HashSet<>();

  /**
   * The part of a pattern between two slashes.
   *
   * @param matcher null if {@code text} is a plain name, or {@code **}
   */
  private record Part(String text, @Nullable PathMatcher matcher) {
    static Part of(String text) {
      boolean isPattern = text.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
      return new Part(text, isPattern && !text.equals(ANY_FOLDERS) ? matcher(text) : null);
    }

    private static PathMatcher matcher(String text) {
      try {
        return FileSystems.getDefault().getPathMatcher("glob:" + text);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            Quote.of(text) + " is not a valid pattern: " + e.getDescription(), e);
      }
    }

    boolean isAnyFolders() {
      return text.equals(ANY_FOLDERS);
    }

    boolean matches(Path name) {
      boolean hidden = name.toString().startsWith(".") && !text.startsWith(".");
      return !hidden && matcher != null && matcher.matches(name);
    }
  }

  private Glob(List<Part> parts, SortedSet<String> found) {
    this.parts = parts;
    this.found = found;
  }

  /**
   * Returns the paths of all regular files that {@code pattern} matches, with {@code /} between
   * names, sorted; relative to {@code folder} if the pattern is.
   *
   * @throws IllegalArgumentException if the pattern is malformed; the message is for people
   * @throws IOException if a folder cannot be listed; the message is for people
   */
  static List<String> find(JobFolder folder, String pattern) throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (String plain : Braces.expand(pattern)) {
      boolean absolute = plain.startsWith("/");
      String prefix = absolute ? "/" : plain.startsWith("./") ? "./" : "";
      new Glob(split(plain), found).visit(absolute ? Path.of("/") : folder.path(), prefix, 0);
    }
    return List.copyOf(found);
  }

  private static List<Part> split(String pattern) {
    List<Part> parts = new ArrayList<>();
    for (String text : pattern.split("/", -1)) {
      boolean means = !text.isEmpty() && !text.equals(".");
      if (means && !(text.equals(ANY_FOLDERS) && endsWithAnyFolders(parts))) {
        parts.add(Part.of(text));
      }
    }
    if (endsWithAnyFolders(parts)) {
      parts.add(Part.of("*"));
    }
    return parts;
  }

  private static boolean endsWithAnyFolders(List<Part> parts) {
    return !parts.isEmpty() && parts.get(parts.size() - 1).isAnyFolders();
  }

  /** Matches the parts from {@code index} on below {@code folder}, whose path is {@code prefix}. */
  private void visit(Path folder, String prefix, int index) throws IOException {
    if (index == parts.size() || !visited.add(index + ":" + prefix)) {
      return;
    }
    Part part = parts.get(index);
    if (part.isAnyFolders()) {
      visit(folder, prefix, index + 1);
      descend(folder, prefix, index);
    } else if (part.matcher == null) {
      step(folder.resolve(part.text), prefix + part.text, index);
    } else {
      match(folder, prefix, index);
    }
  }

  private void step(Path path, String name, int index) throws IOException {
    if (index == parts.size() - 1) {
      if (Files.isRegularFile(path)) {
        found.add(name);
      }
    } else if (Files.isDirectory(path)) {
      visit(path, name + "/", index + 1);
    }
  }

  private void descend(Path folder, String prefix, int index) throws IOException {
    for (Path child : list(folder)) {
      String name = String.valueOf(child.getFileName());
      if (!name.startsWith(".") && isOwnFolder(child)) {
        requireText(folder, child);
        visit(child, prefix + name + "/", index);
      }
    }
  }

  private void match(Path folder, String prefix, int index) throws IOException {
    boolean last = index == parts.size() - 1;
    for (Path child : list(folder)) {
      Path name = child.getFileName();
      if (parts.get(index).matches(name) && (last || isOwnFolder(child))) {
        requireText(folder, child);
        step(child, prefix + name, index);
      }
    }
  }

  /** Rejects a name that a text cannot express: the file would not be found again by it. */
  private static void requireText(Path folder, Path child) throws IOException {
    String name = String.valueOf(child.getFileName());
    if (!child.equals(pathOf(folder, name))) {
      throw ReadFailure.named(
          folder.toString(),
          "holds a name that is not "
              + System.getProperty("sun.jnu.encoding")
              + ": "
              + Quote.of(name)
              + "; rename it, or set LC_ALL=C.UTF-8 if that is a matter of the locale");
    }
  }

  private static @Nullable Path pathOf(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static boolean isOwnFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      } catch (DirectoryIteratorException e) {
        throw ReadFailure.named(folder.toString(), "cannot be listed: " + e.getMessage());
      } catch (IOException e) {
        throw ReadFailure.named(folder.toString(), e);
      }
    }
    return children;
  }
}
