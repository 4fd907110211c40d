package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.model.WorkerOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThrownClassTest {
  private static final class OwnException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void a_class_descends_from_itself_and_from_what_it_extends() {
    String name = FileNotFoundException.class.getName();
    assertThat(ThrownClass.isA(name, FileNotFoundException.class)).isTrue();
    assertThat(ThrownClass.isA(name, IOException.class)).isTrue();
    assertThat(ThrownClass.isA(name, Throwable.class)).isTrue();
    assertThat(ThrownClass.isA(name, RuntimeException.class)).isFalse();
  }

  @Test
  void a_class_of_the_program_is_found_although_the_asked_one_is_of_java() {
    assertThat(ThrownClass.isA(OwnException.class.getName(), IOException.class)).isTrue();
  }

  @Test
  void a_class_that_the_program_does_not_have_descends_from_nothing() {
    assertThat(ThrownClass.isA("com.example.Unknown", Exception.class)).isFalse();
    assertThat(ThrownClass.isA("InvalidPayload", Exception.class)).isFalse();
    assertThat(ThrownClass.isA("java.lang.String", Exception.class)).isFalse();
    assertThat(ThrownClass.isA("", Exception.class)).isFalse();
  }

  @Test
  void a_limit_of_memory_is_at_least_a_byte() {
    assertThat(Supervisor.builder().maxWorkerMemory(1 << 30).settings().worker())
        .isEqualTo(WorkerOptions.DEFAULT.withMaxResidentBytes(1 << 30));
    assertThatThrownBy(() -> Supervisor.builder().maxWorkerMemory(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without it there is no limit");
  }
}
