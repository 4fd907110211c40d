package dev.reeve.worker.handlers.exec;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.launcher.CommandLauncherImpl;
import org.jspecify.annotations.Nullable;

/**
 * Starts commands for Commons Exec. Its own launcher passes the whole environment through text and
 * back; this one copies the worker's as it is, and adds to it.
 */
final class LeanLauncher extends CommandLauncherImpl {
  static {
    LaunchMechanism.choose();
  }

  /**
   * @param added variables that the command has besides the worker's own
   * @param folder null for the worker's
   */
  @Override
  public Process exec(CommandLine command, Map<String, String> added, @Nullable File folder)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.toStrings()).directory(folder);
    builder.environment().putAll(added);
    return builder.start();
  }
}
