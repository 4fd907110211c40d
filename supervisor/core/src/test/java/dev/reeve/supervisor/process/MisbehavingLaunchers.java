package dev.reeve.supervisor.process;

import dev.reeve.os.SystemTools;
import dev.reeve.protocol.Protocol;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.testing.MisbehavingWorker;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Launchers whose workers are {@link MisbehavingWorker}s, for the tests of every room. */
public final class MisbehavingLaunchers {

  private MisbehavingLaunchers() {}

  /**
   * Returns a launcher with the default timeouts.
   *
   * @param atStart names of {@link MisbehavingWorker.AtStart}
   */
  public static WorkerLauncher launcher(SupervisorLog log, String... atStart) {
    return launcher(spec(null, atStart), log, ProcessTimeouts.DEFAULT);
  }

  /** Returns a launcher with this timeout for a worker that does not read or closes a stream. */
  public static WorkerLauncher launcher(Duration timeout, SupervisorLog log, String... atStart) {
    ProcessTimeouts timeouts =
        new ProcessTimeouts(ProcessTimeouts.DEFAULT.outputAfterExit(), timeout, timeout);
    return launcher(spec(null, atStart), log, timeouts);
  }

  /** Returns a launcher of workers that this {@code java} program runs. */
  public static WorkerLauncher launcher(Path java, SupervisorLog log) {
    LaunchSpec usual = spec(null);
    LaunchSpec spec =
        new LaunchSpec(
            java, usual.classpath(), usual.jvmArgs(), Map.of(), null, null, usual.maxFrameBytes());
    return launcher(spec, log, ProcessTimeouts.DEFAULT);
  }

  static ProcessLauncher launcher(LaunchSpec spec, SupervisorLog log, ProcessTimeouts timeouts) {
    LaunchCommand command =
        new LaunchCommand(spec, MisbehavingWorker.class.getName(), SystemTools.setsid());
    return new ProcessLauncher(command, log, timeouts);
  }

  /** Returns settings of small workers on the class path of this test. */
  static LaunchSpec spec(@Nullable Path logFolder, String... atStart) {
    return new LaunchSpec(
        LaunchSpec.currentJava(),
        classpath(),
        List.of(
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-D" + MisbehavingWorker.PROPERTY + "=" + String.join(",", atStart)),
        Map.of(),
        null,
        logFolder,
        Protocol.DEFAULT_MAX_FRAME_BYTES);
  }

  static List<Path> classpath() {
    String path = System.getProperty("java.class.path");
    return Arrays.stream(path.split(File.pathSeparator, -1)).map(Path::of).toList();
  }
}
