package dev.reeve.worker.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import java.lang.reflect.Type;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Random values of many types: what is read equals what was written. */
class RandomValuesTest {
  private static final int VALUES_OF_A_TYPE = 400;

  @Test
  void what_arrives_equals_what_was_sent() throws Exception {
    long seed = System.nanoTime();
    RandomValues values = new RandomValues(seed);
    for (Type type : values.types()) {
      TypeBinding binding = TypeBinding.of(type);
      for (int i = 0; i < VALUES_OF_A_TYPE; i++) {
        requireSame(binding, values.value(type), "seed " + seed + ": " + type.getTypeName());
      }
    }
  }

  private static void requireSame(TypeBinding binding, Object value, String where)
      throws Exception {
    Json json = binding.write(value, where);
    Object back = binding.read(Json.parse(json.toString()), where);
    if (!Objects.deepEquals(back, value)) {
      assertThat(back).as("%s as %s", where, json).isEqualTo(value);
    }
  }
}
