package dev.reeve.worker.handlers.exec;

import org.jspecify.annotations.Nullable;

/**
 * The JDK's way of creating a process on Linux. By default it starts a helper program that then
 * becomes the command; loading two programs makes short commands take nearly twice as long. The
 * other way, vfork, was the default up to JDK 12. JDK 25 warns on standard error that vfork is
 * deprecated, and its helper is faster, so there the default stays.
 *
 * <p>With vfork the child runs in the JVM's memory until the command is loaded, so that a crash of
 * the child there would crash the JVM (JDK-8357180). A worker may crash: it is replaced, and the
 * attempt is repeated. The system property, given as a JVM argument, chooses otherwise.
 */
final class LaunchMechanism {
  static final String PROPERTY = "jdk.lang.Process.launchMechanism";

  private static final int FIRST_THAT_WARNS = 25;

  private LaunchMechanism() {}

  /**
   * Chooses the fastest, unless the property is set already. Has an effect only before the JVM
   * starts its first process.
   */
  static void choose() {
    String fastest = fastest(System.getProperty("os.name", ""), Runtime.version().feature());
    if (fastest != null && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, fastest);
    }
  }

  /** Returns null where the JDK's default is the fastest. */
  static @Nullable String fastest(String system, int jdk) {
    return system.equals("Linux") && jdk < FIRST_THAT_WARNS ? "VFORK" : null;
  }
}
