package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.worker.runtime.handler.SuppliedClassLoader;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandedClassesTest {
  private static final byte[] FILE = {1, 2, 3};

  private static final String ENCODED = Base64.getEncoder().encodeToString(FILE);
  private static final String OTHER = Base64.getEncoder().encodeToString(new byte[] {4});

  private final SuppliedClassLoader classes =
      new SuppliedClassLoader(ClassLoader.getPlatformClassLoader());

  @Test
  void a_class_file_that_was_handed_can_be_handed_on() throws IOException {
    assertThat(classes.with(Map.of("com.example.Work$1", ENCODED))).isSameAs(classes);
    try (var file = classes.getResourceAsStream("com/example/Work$1.class")) {
      assertThat(file).hasBinaryContent(FILE);
    }
    assertThat(classes.getResourceAsStream("com/example/Other.class")).isNull();
    assertThat(classes.getResourceAsStream("com.example.Work$1")).isNull();
  }

  @Test
  void a_class_file_that_was_handed_comes_before_that_of_the_class_path() throws IOException {
    String name = HandedClassesTest.class.getName();
    SuppliedClassLoader before = new SuppliedClassLoader(HandedClassesTest.class.getClassLoader());
    SuppliedClassLoader after = before.with(Map.of(name, ENCODED));
    try (var file = after.getResourceAsStream(name.replace('.', '/') + ".class")) {
      assertThat(file).hasBinaryContent(FILE);
    }
  }

  @Test
  void a_file_that_replaces_another_goes_to_a_new_loader_and_the_rest_stays() throws IOException {
    SuppliedClassLoader first = classes.with(Map.of("A", ENCODED, "B", ENCODED));
    SuppliedClassLoader second = first.with(Map.of("A", OTHER));
    assertThat(second).isNotSameAs(first);
    assertThat(second.getParent()).isSameAs(first);
    try (var changed = second.getResourceAsStream("A.class");
        var kept = second.getResourceAsStream("B.class");
        var old = first.getResourceAsStream("A.class")) {
      assertThat(changed).hasBinaryContent(new byte[] {4});
      assertThat(kept).hasBinaryContent(FILE);
      assertThat(old).hasBinaryContent(FILE);
    }
    assertThat(second.with(Map.of("A", OTHER, "B", ENCODED, "C", ENCODED))).isSameAs(second);
  }
}
