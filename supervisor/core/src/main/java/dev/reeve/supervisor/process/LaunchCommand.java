package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessEnvironment;
import dev.reeve.os.SystemTools;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command line and the environment of worker JVMs.
 *
 * @param spec the settings
 * @param mainClass binary name of the class to run
 * @param setsid the program that gives a worker a session and group of its own; null if this system
 *     has none
 */
record LaunchCommand(LaunchSpec spec, String mainClass, @Nullable Path setsid) {

  /** By name, since the supervisor does not compile against the worker's program. */
  private static final String WORKER_MAIN = "dev.reeve.worker.runtime.WorkerMain";

  /** Keep the JVM's own messages off standard output, and make workers small and quick to start. */
  private static final List<String> FLAGS =
      List.of(
          "-Xlog:disable",
          "-Xlog:all=warning:stderr",
          "-XX:+DisplayVMOutputToStderr",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8");

  /**
   * Starts the heap at 0.2 % of the memory instead of 1/64, which many small tasks would fill with
   * garbage before the first collection. The heap's maximum is unchanged. It is a percentage, since
   * the JVM refuses an absolute size above a smaller {@code -Xmx}.
   */
  private static final String SMALL_INITIAL_HEAP = "-XX:InitialRAMPercentage=0.2";

  /**
   * Lets a method be called twenty times as often as usual before the second compiler takes it.
   * Workers that run many small tasks for a few seconds would spend half of their time in that
   * compiler, beside others of their kind. A handler that computes for long passes these limits
   * within milliseconds.
   */
  private static final List<String> LATE_SECOND_COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=12000",
          "-XX:Tier4CompileThreshold=300000",
          "-XX:Tier4BackEdgeThreshold=800000");

  /** One task at a time needs no parallel collector. The JVM refuses two collectors. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  /** Loaded only if there are arguments to check: most runs have none. */
  private static final class CollectorChoice {
    /** Matches an argument that chooses a collector, or names a file that may. */
    static final Pattern PATTERN =
        Pattern.compile(
            "-XX:\\+Use(Serial|Parallel|ParallelOld|ConcMarkSweep|G1|Z|Shenandoah|Epsilon)GC"
                + "|-XX:(VMOptionsFile|Flags)=|^@");
  }

  static final List<String> JVM_OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** A worker that a terminal's Ctrl-C reaches must ignore it, since the supervisor drains. */
  private static final String IGNORE_INTERRUPT = "-Dreeve.ignoreInterrupt=true";

  /** Returns the command of Reeve's own workers. */
  static LaunchCommand of(LaunchSpec spec) {
    return new LaunchCommand(spec, WORKER_MAIN, SystemTools.setsid());
  }

  /**
   * Returns the program and its arguments.
   *
   * @param flags further flags of the JVM, for class-data archives and reports of crashes
   */
  List<String> arguments(List<String> flags) {
    List<String> arguments = new ArrayList<>();
    if (setsid != null) {
      arguments.add(setsid.toString());
    }
    arguments.add(spec.java().toString());
    arguments.addAll(FLAGS);
    arguments.add(SMALL_INITIAL_HEAP);
    arguments.addAll(LATE_SECOND_COMPILER);
    arguments.addAll(flags);
    if (!choosesCollector()) {
      arguments.add(COLLECTOR);
    }
    if (setsid == null) {
      arguments.add(IGNORE_INTERRUPT);
    }
    arguments.addAll(spec.jvmArgs());
    arguments.addAll(List.of("-cp", classpath(), mainClass));
    return arguments;
  }

  /**
   * Changes the inherited environment. Removes variables that would change every JVM, unless the
   * settings have them, replaces a locale of ASCII only, and adds the worker's id.
   */
  void applyTo(Map<String, String> environment, String workerId) {
    for (String variable : JVM_OPTION_VARIABLES) {
      environment.remove(variable);
    }
    environment.remove("LD_PRELOAD");
    WorkerLocale.apply(environment, spec.env());
    environment.putAll(spec.env());
    environment.put(ProcessEnvironment.WORKER_ID, workerId);
  }

  private boolean choosesCollector() {
    for (String argument : spec.jvmArgs()) {
      if (choosesCollector(argument)) {
        return true;
      }
    }
    for (String name : JVM_OPTION_VARIABLES) {
      if (choosesCollector(spec.env().getOrDefault(name, ""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean choosesCollector(String text) {
    return !text.isEmpty() && CollectorChoice.PATTERN.matcher(text).find();
  }

  private String classpath() {
    StringJoiner entries = new StringJoiner(File.pathSeparator);
    for (Path entry : spec.classpath()) {
      entries.add(entry.toString());
    }
    return entries.toString();
  }
}
