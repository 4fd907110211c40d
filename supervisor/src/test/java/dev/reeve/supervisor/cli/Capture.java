package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Standard streams that a test can look into; none is a terminal. */
final class Capture {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams streams;

  Capture() {
    this("");
  }

  Capture(String in) {
    Surroundings pipes = Surroundings.of(Map.of(), descriptor -> "pipe:[1]");
    streams = new Streams(new ByteArrayInputStream(in.getBytes(UTF_8)), out, err, pipes);
  }

  Streams streams() {
    return streams;
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  int run(String... args) {
    return Main.run(streams, args);
  }
}
