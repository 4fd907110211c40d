package dev.reeve.supervisor.cli;

import dev.reeve.os.AbandonedFolders;
import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.text.IoReasons;
import dev.reeve.worker.handlers.exec.OutputFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ways of the outputs of commands: from the workers to the standard streams and to files. */
final class CommandOutputs {
  private static final String FOLDER_PREFIX = "reeve-outputs-";

  private final OutputOptions options;
  private final ProcessFolder folder;
  private final RawStreams streams;
  private final @Nullable OutputFollower follower;
  private @Nullable OutputFolder saved;

  /**
   * @param folder for {@link OutputFiles}
   * @param prints whether the standard streams get the outputs
   */
  CommandOutputs(OutputOptions options, Terminal terminal, ProcessFolder folder, boolean prints) {
    this.options = options;
    this.folder = folder;
    this.streams = new RawStreams(terminal.out(), terminal.err());
    OutputFollower.Style style =
        new OutputFollower.Style(!options.isUngrouped(), options.tags(), options.keepsOrder());
    this.follower =
        prints && options.showsEarly() ? new OutputFollower(streams, folder.path(), style) : null;
  }

  /** Returns a folder of this process for outputs, which is not created yet. */
  static ProcessFolder newFolder() {
    return ProcessFolder.ofThisProcess(base(), FOLDER_PREFIX);
  }

  private static Path base() {
    return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /** Returns the arguments for worker JVMs whose commands' outputs are wanted. */
  static List<String> workerArgs(ProcessFolder folder, boolean early) {
    String property = "-D" + OutputFiles.PROPERTY + "=" + folder.path();
    return early
        ? List.of(property, "-D" + OutputFiles.LIVE_PROPERTY + "=true")
        : List.of(property);
  }

  List<String> workerArgs() {
    return workerArgs(folder, follower != null);
  }

  /** Creates the folders; removes those of killed runs. */
  void open() throws CommandAbortedException {
    Path directory = options.outputDirectory();
    saved = directory == null ? null : OutputFolder.open(directory);
    AbandonedFolders.removeLater(base(), FOLDER_PREFIX);
    try {
      ProcessFolder.create(folder.path());
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS,
          "cannot create the folder for outputs " + folder.path() + ": " + IoReasons.of(e));
    }
  }

  /** Removes what {@link #open} has created, if there is no {@link #output} that does. */
  void discard() {
    try {
      folder.delete();
    } catch (IOException e) {
      // the next run removes it
    }
  }

  /** Returns the output of a run, which begins to print now. */
  RecordOutput output(RawOutput.Style style) {
    if (follower != null) {
      follower.start();
    }
    return new RawOutput(streams, style, folder, follower, saved);
  }

  /** Returns the listener that the outputs need, together with another one. */
  @Nullable SupervisorListener listener(@Nullable SupervisorListener other) {
    if (follower == null || other == null) {
      return follower == null ? other : follower;
    }
    return new ListenerPair(other, follower);
  }

  /** Sets who is told if standard output fails while commands run. */
  void onFailure(Consumer<IOException> action) {
    if (follower != null) {
      follower.onFailure(action);
    }
  }
}
