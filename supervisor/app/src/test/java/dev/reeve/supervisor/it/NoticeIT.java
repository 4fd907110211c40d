package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
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
      Map.ofEntries(
          entry("dev/reeve/", "Reeve"),
          entry("tools/jackson/core/", "Jackson core"),
          entry("tools/jackson/databind/", "Jackson databind"),
          entry("com/fasterxml/jackson/annotation/", "Jackson annotations"),
          entry("org/apache/commons/exec/", "Apache Commons Exec"),
          entry("picocli/", "picocli"),
          entry("org/eclipse/jetty/", "Eclipse Jetty"),
          entry("org/slf4j/", "SLF4J"),
          entry("io/prometheus/metrics/", "Prometheus client library"),
          entry("com/cronutils/", "cron-utils"),
          entry("redis/clients/jedis/", "Jedis"),
          entry("redis/clients/authentication/", "redis-authx-core"),
          entry("org/apache/commons/pool2/", "Apache Commons Pool"),
          entry("com/google/gson/", "Gson"),
          entry("com/google/errorprone/annotations/", "Error Prone annotations"),
          entry("org/json/", "JSON in Java"),
          entry("org/jspecify/", "JSpecify"));

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
