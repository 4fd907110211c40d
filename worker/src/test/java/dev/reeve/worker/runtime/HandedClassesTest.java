package dev.reeve.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.worker.runtime.handler.SuppliedClassLoader;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandedClassesTest {
  private static final byte[] FILE = {1, 2, 3};

  private final SuppliedClassLoader classes =
      new SuppliedClassLoader(ClassLoader.getPlatformClassLoader());

  @Test
  void a_class_file_that_was_handed_can_be_handed_on() throws IOException {
    classes.add(Map.of("com.example.Work$1", Base64.getEncoder().encodeToString(FILE)));
    try (var file = classes.getResourceAsStream("com/example/Work$1.class")) {
      assertThat(file).hasBinaryContent(FILE);
    }
    assertThat(classes.getResourceAsStream("com/example/Other.class")).isNull();
    assertThat(classes.getResourceAsStream("com.example.Work$1")).isNull();
  }

  @Test
  void the_files_of_the_class_path_come_first() throws IOException {
    classes.add(Map.of("java.lang.String", Base64.getEncoder().encodeToString(FILE)));
    try (var file = classes.getResourceAsStream("java/lang/String.class")) {
      assertThat(file.readAllBytes().length).isGreaterThan(FILE.length);
    }
  }
}
