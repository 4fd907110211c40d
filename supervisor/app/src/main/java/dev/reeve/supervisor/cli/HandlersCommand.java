package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.cli.terminal.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code handlers}. */
final class HandlersCommand {
  private final OptionValues values;
  private final Streams streams;

  HandlersCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
  }

  /** Prints the handlers; returns the exit code. */
  int call() throws IOException, CommandAbortedException {
    List<Path> classpath = new PoolOptions(values).classpath();
    Classpath.require(classpath);
    HandlerListing listing = HandlerListing.of(classpath);
    StringBuilder lines = new StringBuilder();
    listing.classByName().forEach((name, type) -> lines.append(line(name, type)).append('\n'));
    streams.out().write(lines.toString().getBytes(UTF_8));
    listing.problems().forEach(streams::say);
    return listing.problems().isEmpty() ? ExitCodes.OK : ExitCodes.WORKERS_DO_NOT_START;
  }

  private String line(String name, String type) {
    return new Verbosity(values).isVerbose() ? name + "\t" + type : name;
  }
}
