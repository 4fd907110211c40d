package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Licence and notices in the finished jar. */
class NoticeIT {
  /** Beginnings of the names of contained classes, with the library as the notices name it. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "dev/reeve/", "Reeve",
          "tools/jackson/core/", "Jackson core",
          "tools/jackson/databind/", "Jackson databind",
          "com/fasterxml/jackson/annotation/", "Jackson annotations",
          "org/apache/commons/exec/", "Apache Commons Exec",
          "picocli/", "picocli",
          "org/jspecify/", "JSpecify");

  @Test
  void the_jar_has_its_licence_and_notices_of_all_libraries_in_it() throws IOException {
    try (JarFile jar = new JarFile(Reeve.JAR.toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      assertThat(text(jar, "META-INF/NOTICE")).contains(LIBRARIES.values());
      assertThat(
              jar.stream()
                  .map(entry -> entry.getName().replaceFirst("META-INF/versions/\\d+/", "")))
          .filteredOn(name -> name.endsWith(".class"))
          .allSatisfy(name -> assertThat(LIBRARIES.keySet()).as(name).anyMatch(name::startsWith));
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
