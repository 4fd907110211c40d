package dev.reeve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSetupTest {
  private final WorkerSetup setup =
      new WorkerSetup(
          Map.of("sent", "com.example.Sent", "there", "com.example.There"),
          Map.of("com.example.Sent", "yv66vg=="),
          null,
          Json.NULL);

  @Test
  void new_files_and_files_that_are_the_same_change_nothing() {
    assertThat(setup.isChangedBy(Map.of())).isFalse();
    assertThat(setup.isChangedBy(Map.of("com.example.Sent", "yv66vg=="))).isFalse();
    assertThat(setup.isChangedBy(Map.of("com.example.Other", "yv66vg=="))).isFalse();
  }

  @Test
  void another_file_of_a_class_changes_its_handlers() {
    assertThat(setup.isChangedBy(Map.of("com.example.Sent", "yv66vw=="))).isTrue();
  }

  @Test
  void a_file_of_a_class_that_came_from_the_class_path_changes_its_handlers() {
    assertThat(setup.isChangedBy(Map.of("com.example.There", "yv66vg=="))).isTrue();
  }
}
