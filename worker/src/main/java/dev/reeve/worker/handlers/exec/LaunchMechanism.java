package dev.reeve.worker.handlers.exec;

import org.jspecify.annotations.Nullable;

/**
 * How the JDK makes a process. By default on Linux it starts a helper program, which then becomes
 * the command: two programs are loaded for one, and short commands take nearly twice as long. The
 * other way, vfork, was the default up to JDK 12. Newer JDKs say on standard error that it is
 * deprecated (25), or have it no more, and their helper is quicker; there the default stays.
 *
 * <p>What speaks against vfork (JDK-8357180) is that until the command is loaded the child runs in
 * the memory of the JVM, where a crash of the child would be one of the JVM. A worker may crash: it
 * is replaced, and the attempt is made again. The property, given as a JVM argument, decides for
 * whoever weighs this otherwise.
 */
final class LaunchMechanism {
  static final String PROPERTY = "jdk.lang.Process.launchMechanism";

  private static final int FIRST_THAT_WARNS = 25;

  private LaunchMechanism() {}

  /** Has an effect until the JVM starts its first process, and where nobody chose before. */
  static void choose() {
    String best = best(System.getProperty("os.name", ""), Runtime.version().feature());
    if (best != null && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, best);
    }
  }

  /** Null where the JDK's own choice is the best. */
  static @Nullable String best(String system, int jdk) {
    return system.equals("Linux") && jdk < FIRST_THAT_WARNS ? "VFORK" : null;
  }
}
