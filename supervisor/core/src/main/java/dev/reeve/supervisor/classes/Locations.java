package dev.reeve.supervisor.classes;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files behind the locations that class loaders tell. */
final class Locations {
  private static final String JAR = "jar:";
  private static final String END = "!/";

  private Locations() {}

  /** Returns the file or folder of a URL, or null if it is of another kind. */
  static @Nullable Path file(URL location) {
    String text = location.toString();
    return file(text.startsWith(JAR) && text.endsWith(END) ? withoutJar(text) : text);
  }

  private static String withoutJar(String text) {
    return text.substring(JAR.length(), text.length() - END.length());
  }

  private static @Nullable Path file(String url) {
    String scheme = "file:";
    if (!url.startsWith(scheme) || url.contains(END)) {
      return null;
    }
    try {
      return Path.of(new URI(url)).toAbsolutePath();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return plain(url.substring(scheme.length())); // a loader that escapes nothing
    }
  }

  private static @Nullable Path plain(String path) {
    try {
      return Path.of(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /**
   * An entry of a jar that is a jar or a folder itself.
   *
   * @param entry name in the jar; of a folder it ends with a slash
   */
  record Nested(Path jar, String entry) {}

  /**
   * Returns the entry that a URL names, or null if it is of another kind. Spring Boot writes {@code
   * jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/}, before 3.2 {@code jar:file:/app.jar!/BOOT-INF/…!/}.
   */
  static @Nullable Nested nested(URL location) {
    String text = location.toString();
    if (!text.startsWith(JAR)) {
      return null;
    }
    String inner = text.endsWith(END) ? withoutJar(text) : text.substring(JAR.length());
    Nested now = nested(inner, "nested:", "/!");
    return now == null ? nested(inner, "file:", END) : now;
  }

  private static @Nullable Nested nested(String text, String scheme, String separator) {
    int at = text.indexOf(separator);
    if (!text.startsWith(scheme) || at < 0) {
      return null;
    }
    Path jar = file("file:" + text.substring(scheme.length(), at));
    String entry = text.substring(at + separator.length());
    return jar == null || entry.contains("!") ? null : new Nested(jar, entry);
  }
}
