package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.job.JobSchema;
import dev.reeve.supervisor.results.RecordSchema;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that print what installers and editors need: completion, man page, schemas. */
final class FormCommands {
  private FormCommands() {}

  static CommandSpec generateCompletion(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "generate-completion",
                FormOptions.COMPLETION,
                values ->
                    print(
                        completion(
                            Objects.requireNonNull(values.get(FormOptions.SHELL)),
                            CommandForm.all(streams)),
                        streams))
            .spec();
    spec.usageMessage()
        .description("Print the script by which a shell completes the arguments.")
        .footerHeading("%nTo load it:%n")
        .footer(
            "  bash  source <(reeve generate-completion bash)",
            "  zsh   source <(reeve generate-completion zsh)   (after compinit)",
            "  fish  reeve generate-completion fish | source");
    return spec;
  }

  private static String completion(CompletionShell shell, List<CommandForm> commands) {
    return switch (shell) {
      case BASH -> new BashCompletion(commands).text();
      case ZSH -> new ZshCompletion(commands).text();
      case FISH -> new FishCompletion(commands).text();
    };
  }

  static CommandSpec generateManPage(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "generate-man-page",
                FormOptions.MAN_PAGE,
                values ->
                    print(
                        new ManPage(CommandForm.all(streams))
                            .text(VersionText.version(), VersionText.date()),
                        streams))
            .spec();
    spec.usageMessage().hidden(true).description("Print the man page, in roff.");
    return spec;
  }

  static CommandSpec schema(Streams streams) {
    CommandSpec spec =
        new TableCommand(
                "schema",
                FormOptions.SCHEMAS,
                values ->
                    print(schema(Objects.requireNonNull(values.get(FormOptions.SCHEMA))), streams))
            .spec();
    spec.usageMessage().description("Print the JSON Schema of jobs, tasks or records.");
    return spec;
  }

  private static String schema(SchemaKind kind) throws IOException {
    return switch (kind) {
      case JOB -> JobSchema.document();
      case TASK -> JobSchema.line();
      case RECORD -> RecordSchema.text();
    };
  }

  private static int print(String text, Streams streams) throws IOException {
    streams.out().write(text.getBytes(UTF_8));
    return ExitCodes.OK;
  }
}
