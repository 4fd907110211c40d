package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher where it was installed, in any locale, and where something is wrong with it. */
class LauncherFaultIT {
  private static final String SHOW =
      "printf '%s\\n' \"$@\" \"locale ${LC_ALL-unset} ${LC_CTYPE-unset} ${LANG-unset}\" >&2\n";

  @TempDir Path folder;
  private Path script;
  private Path jar;

  /** Installs the launcher, whose java shows its arguments and the locale. */
  @BeforeEach
  void install() throws IOException {
    script = executable("usr/bin/reeve", Files.readString(Reeve.SCRIPT));
    jar = Files.createDirectories(folder.resolve("usr/share/reeve")).resolve("supervisor.jar");
    Files.createSymbolicLink(jar, Reeve.JAR);
    executable("jdk/bin/java", "#!/bin/sh\n" + SHOW);
  }

  private Path executable(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void an_installed_launcher_finds_its_jar_directly_and_through_links() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("rv"), script);
    for (Path called : List.of(script, link, folder.resolve("usr/share/../bin/reeve"))) {
      assertThat(call(called, Map.of()).err().lines())
          .contains("-cp", jar.toString(), "-Dreeve.command=" + called.getFileName());
    }
    Path beside = script.resolveSibling("supervisor.jar");
    Files.createSymbolicLink(beside, Reeve.JAR);
    assertThat(call(script, Map.of()).err().lines()).contains(beside.toString());
  }

  @Test
  void a_jar_that_is_missing_cut_off_or_unreadable_is_78() throws IOException {
    Files.delete(jar);
    requireFault("supervisor.jar is missing");

    byte[] whole = Files.readAllBytes(Reeve.JAR);
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(jar, Arrays.copyOf(whole, length));
      requireFault(jar + " is damaged; copy or install it again");
    }

    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("-wx--x--x"));
    assumeTrue(!Files.isReadable(jar), "this user can read any file");
    requireFault(jar + " cannot be read by this user");
  }

  @Test
  void no_java_and_a_java_that_is_too_old_are_78() throws IOException {
    executable("jdk/bin/java", "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    requireFault("Java 17 or later is needed, and " + folder + "/jdk/bin/java is Java 11.0.2");
    executable(
        "jdk/bin/java",
        """
        #!/bin/sh
        [ "$1" = -version ] && { echo 'java version "1.8.0_292"' >&2; exit; }
        echo 'Unrecognized option: -Xlog:disable' >&2
        exit 1
        """);
    requireFault("Java 17 or later is needed", "is Java 1.8.0_292; set JAVA_HOME");
    executable("jdk/bin/java", "#!/bin/sh\necho 'openjdk version \"25\" 2025-09-16' >&2\n");
    assertThat(call(script, Map.of()).exitCode()).isZero();

    String bare = Files.readString(script).replace("PATH=/usr/bin:/bin", "PATH=/nonexistent");
    executable("usr/bin/reeve", bare);
    Reeve.Finished finished = call(script, Map.of("JAVA_HOME", "", "PATH", "/nonexistent"));
    assertThat(finished.exitCode()).isEqualTo(78);
    assertThat(finished.err()).contains("there is no java: neither in JAVA_HOME nor on the PATH");
  }

  private void requireFault(String... words) {
    Reeve.Finished finished = call(script, Map.of());
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(78);
    assertThat(finished.err()).startsWith("reeve: ").contains(words);
  }

  @Test
  void under_a_locale_that_is_c_or_not_installed_the_jvm_gets_c_utf_8() {
    assertThat(locale(Map.of())).isEqualTo("unset C.UTF-8 unset");
    assertThat(locale(Map.of("LANG", "C"))).isEqualTo("unset C.UTF-8 C");
    assertThat(locale(Map.of("LANG", "POSIX"))).isEqualTo("unset C.UTF-8 POSIX");
    assertThat(locale(Map.of("LC_ALL", "POSIX"))).isEqualTo("C.UTF-8 unset unset");
    assertThat(locale(Map.of("LANG", "xx_YY.UTF-8"))).isEqualTo("unset C.UTF-8 xx_YY.UTF-8");
    assertThat(locale(Map.of("LC_CTYPE", "xx_YY"))).isEqualTo("unset C.UTF-8 unset");
    assertThat(locale(Map.of("LC_ALL", "xx_YY.UTF-8", "LANG", "C.UTF-8")))
        .isEqualTo("C.UTF-8 unset C.UTF-8");
    assertThat(locale(Map.of("LANG", "C.UTF-8"))).isEqualTo("unset unset C.UTF-8");
    assertThat(locale(Map.of("LANG", "C.utf8"))).isEqualTo("unset unset C.utf8");
  }

  private String locale(Map<String, String> env) {
    String mark = "locale ";
    return call(script, env)
        .err()
        .lines()
        .filter(line -> line.startsWith(mark))
        .reduce((first, last) -> last)
        .orElseThrow()
        .substring(mark.length());
  }

  private Reeve.Finished call(Path called, Map<String, String> env) {
    Reeve reeve =
        Reeve.in(folder)
            .env("LC_ALL", "")
            .env("LC_CTYPE", "")
            .env("LANG", "")
            .env("JAVA_HOME", folder.resolve("jdk").toString())
            .withoutArchive();
    env.forEach(reeve::env);
    return reeve.program(called, "--version");
  }

  @Test
  void without_the_launcher_a_job_that_the_locale_cannot_express_is_refused() throws IOException {
    Path job = Files.createDirectories(folder.resolve("dé")).resolve("jöb.jsonl");
    Files.writeString(job, "{\"handler\":\"echo\"}\n");
    Reeve.Finished finished = Reeve.in(folder).env("LC_ALL", "C").run("run", "dé/jöb.jsonl");
    assertThat(finished.exitCode()).isEqualTo(66);
    assertThat(finished.err()).contains("the locale cannot express", "set LC_ALL=C.UTF-8");
  }
}
