package dev.reeve.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Fnv1aTest {

  /** Values that the authors of the function publish with it. */
  @Test
  void it_gives_the_published_values() {
    assertThat(Fnv1a.hash("")).isEqualTo(0xcbf29ce484222325L);
    assertThat(Fnv1a.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    assertThat(Fnv1a.hash("foobar")).isEqualTo(0x85944171f73967e8L);
  }
}
