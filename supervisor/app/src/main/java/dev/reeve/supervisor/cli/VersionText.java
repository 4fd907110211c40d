package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The versions of Reeve and of the JVM that runs it. */
final class VersionText {
  private static final String COMMIT = "Reeve-Commit";
  private static final String TIME = "Reeve-Time";
  private static final int DAY_CHARS = "2026-11-21".length();

  private VersionText() {}

  /**
   * Returns true if the arguments ask for the version and no more. Then it is printed without
   * picocli, whose start takes several times as long.
   */
  static boolean isAllThatIsAsked(String... args) {
    return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
  }

  /** Prints the version; returns the exit code. */
  static int print(OutputStream out) throws IOException {
    String text = String.join("\n", lines()) + "\n";
    out.write(text.getBytes(UTF_8));
    return ExitCodes.OK;
  }

  /** Returns the version of Reeve with its commit, and the JVM with its place. */
  static String[] lines() {
    String commit = commitOf(manifestEntry(COMMIT));
    return new String[] {
      "reeve " + version() + (commit == null ? "" : " (commit " + commit + ")"),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("java.vm.name")
          + ", "
          + System.getProperty("java.home")
    };
  }

  /** Returns the version of Reeve; {@code unpackaged} if it does not run from its jar. */
  static String version() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** Returns the day of the release; empty if Reeve does not run from its jar. */
  static String date() {
    String time = manifestEntry(TIME);
    return time == null || time.length() < DAY_CHARS ? "" : time.substring(0, DAY_CHARS);
  }

  /** Returns null for what a build without git has in the place of a commit. */
  static @Nullable String commitOf(@Nullable String entry) {
    if (entry == null || entry.isEmpty()) {
      return null;
    }
    for (int i = 0; i < entry.length(); i++) {
      if (Character.digit(entry.charAt(i), 16) < 0) {
        return null;
      }
    }
    return entry;
  }

  private static @Nullable String manifestEntry(String name) {
    CodeSource source = VersionText.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return null;
    }
    try {
      File place = new File(source.getLocation().toURI());
      if (!place.isFile()) {
        return null;
      }
      try (JarFile jar = new JarFile(place)) {
        Manifest manifest = jar.getManifest();
        return manifest == null ? null : manifest.getMainAttributes().getValue(name);
      }
    } catch (IOException | URISyntaxException e) {
      return null;
    }
  }
}
