package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.os.TerminalSize;
import dev.reeve.supervisor.cli.terminal.FailureText;
import dev.reeve.supervisor.cli.terminal.ScreenColumns;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.cli.terminal.TerminalStyle;
import dev.reeve.supervisor.cli.terminal.TerminalWidth;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.CannotOpenResultsException;
import dev.reeve.supervisor.results.FailedRecords;
import dev.reeve.supervisor.results.RecordParser;
import dev.reeve.text.Counts;
import dev.reeve.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/** The command {@code failures}. */
final class FailuresCommand {
  private static final int STANDARD_OUTPUT = 1;
  private static final int BUFFER_BYTES = 64 << 10;

  private final OptionValues values;
  private final Streams streams;
  private final FailureText text;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private long failures;
  private long notRun;

  FailuresCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.streams = streams;
    TerminalInfo info = streams.terminalInfo();
    this.text =
        new FailureText(
            new TerminalStyle(info.outTerminal() && info.colour(), info.unicode()),
            columns(info)::now);
  }

  private static ScreenColumns columns(TerminalInfo info) {
    return info.outTerminal()
        ? new ScreenColumns(
            TerminalWidth.told(System.getenv()), () -> TerminalSize.columns(STANDARD_OUTPUT))
        : new ScreenColumns(Integer.MAX_VALUE, () -> 0);
  }

  /** Lists the failures; returns the exit code. */
  int call() throws IOException, CommandAbortedException {
    Path file = Path.of(Objects.requireNonNull(values.get(FailuresOptions.RESULTS_FILE)));
    try {
      FailedRecords.read(file, this::take);
    } catch (CannotOpenResultsException e) {
      throw new CommandAbortedException(ExitCodes.UNREADABLE_JOB, String.valueOf(e.getMessage()));
    }
    flush();
    if (notRun > 0 && !isForPrograms()) {
      streams.say(
          Counts.of(notRun, "task")
              + " skipped or cancelled; --resume or --retry-failed runs them");
    }
    return failures + notRun == 0 ? ExitCodes.OK : ExitCodes.TASKS_FAILED;
  }

  private boolean isForPrograms() {
    return values.has(FailuresOptions.IDS)
        || values.get(FailuresOptions.OUTPUT) == OutputOptions.Output.JSONL;
  }

  private void take(TaskStatus status, ByteBuffer record) throws IOException {
    boolean ran = status != TaskStatus.SKIPPED && status != TaskStatus.CANCELLED;
    failures += ran ? 1 : 0;
    notRun += ran ? 0 : 1;
    if (values.has(FailuresOptions.IDS)) {
      print(Printable.escaped(RecordParser.parse(status, record).id()) + "\n");
    } else if (isForPrograms()) {
      printed.write(record.array(), record.arrayOffset() + record.position(), record.remaining());
      print("\n");
    } else if (ran) {
      TaskResult result = RecordParser.parse(status, record);
      print(text.lines(result));
    }
  }

  private void print(String lines) throws IOException {
    printed.writeBytes(lines.getBytes(UTF_8));
    if (printed.size() >= BUFFER_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    printed.writeTo(streams.out());
    printed.reset();
  }
}
