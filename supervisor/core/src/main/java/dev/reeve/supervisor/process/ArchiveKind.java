package dev.reeve.supervisor.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of class-data archive that JVMs support, with their flags. */
enum ArchiveKind {
  /** A dynamic archive on top of the JDK's own, in JDK 13 and later; see JEP 350. */
  APP_CDS("jsa", "all=warning,cds*=off") {
    @Override
    List<String> makingFlags(Path archive) {
      return List.of("-XX:ArchiveClassesAtExit=" + archive);
    }

    @Override
    List<String> usingFlags(Path archive) {
      return List.of("-XX:SharedArchiveFile=" + archive);
    }
  },

  /** Loaded and linked classes with profiles, in JDK 25 and later; see JEP 483, 514 and 515. */
  AOT_CACHE("aot", "all=warning,cds*=off,aot*=off") {
    @Override
    List<String> makingFlags(Path archive) {
      return List.of("-XX:AOTCacheOutput=" + archive);
    }

    @Override
    List<String> usingFlags(Path archive) {
      return List.of("-XX:AOTCache=" + archive, "-XX:AOTMode=auto");
    }
  };

  private static final int FIRST_WITH_APP_CDS = 17;
  private static final int FIRST_WITH_AOT_CACHE = 25;

  private final String ending;
  private final String logging;

  ArchiveKind(String ending, String logging) {
    this.ending = ending;
    this.logging = "-Xlog:" + logging + ":stderr";
  }

  /** Returns the best kind of this JVM, which is also that of the workers; null if it has none. */
  static @Nullable ArchiveKind ofThisJvm() {
    int version = Runtime.version().feature();
    if (version >= FIRST_WITH_AOT_CACHE) {
      return AOT_CACHE;
    }
    return version >= FIRST_WITH_APP_CDS ? APP_CDS : null;
  }

  /** Returns flags with which a JVM writes the archive when it exits. */
  abstract List<String> makingFlags(Path archive);

  /** Returns flags with which a JVM uses the archive, if it fits. */
  abstract List<String> usingFlags(Path archive);

  /**
   * Returns the flag with which a JVM does not report an unusable archive, and starts without it.
   */
  String quietFlag() {
    return logging;
  }

  /** Returns the ending of the archive's name, without a dot. */
  String ending() {
    return ending;
  }
}
