package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.cli.terminal.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code handlers}. */
@Command(
    name = "handlers",
    description = "List the handlers that workers would have.",
    footerHeading = "%nExit codes:%n",
    footer =
        "  0 listed / 2 wrong use of the command line / 78 a handler or class path is unusable")
final class HandlersCommand implements Callable<Integer> {
  @Mixin final HelpFlag help = new HelpFlag();
  @Mixin private final Verbosity verbosity = new Verbosity();

  @Option(
      names = "--worker-classpath",
      paramLabel = "PATH",
      description = "Where workers find further handlers; repeatable.")
  private List<String> workerClasspath = new ArrayList<>();

  private final Streams streams;

  HandlersCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, CommandAbortedException {
    List<Path> classpath = Classpath.split(workerClasspath);
    Classpath.require(classpath);
    HandlerListing listing = HandlerListing.of(classpath);
    StringBuilder lines = new StringBuilder();
    listing.classByName().forEach((name, type) -> lines.append(line(name, type)).append('\n'));
    streams.out().write(lines.toString().getBytes(UTF_8));
    listing.problems().forEach(streams::say);
    return listing.problems().isEmpty() ? ExitCodes.OK : ExitCodes.WORKERS_DO_NOT_START;
  }

  private String line(String name, String type) {
    return verbosity.isVerbose() ? name + "\t" + type : name;
  }
}
