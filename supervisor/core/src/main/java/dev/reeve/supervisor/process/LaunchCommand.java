package dev.reeve.supervisor.process;

import dev.reeve.os.ProcessEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command line and the environment of a worker JVM.
 *
 * @param spec what was asked for
 * @param mainClass binary name of the class to run
 * @param setsid the program that gives a worker a session and group of its own; null: there is none
 */
record LaunchCommand(LaunchSpec spec, String mainClass, @Nullable Path setsid) {

  /** Keeps the VM's own words off standard output, and the worker small and quick to start. */
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
   * The heap begins at 0.2 % of the memory, not at 1/64 of it, which many small tasks would fill
   * with garbage before the first collection; it grows as far as it otherwise would. A share, since
   * an absolute size is refused beside a smaller {@code -Xmx}.
   */
  private static final String SMALL_AT_FIRST = "-XX:InitialRAMPercentage=0.2";

  /** One task at a time needs no parallel collector; two collectors at once are refused. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  /** Made when there are arguments to look at: most runs give none. */
  private static final class OtherCollector {
    /** Chooses a collector, or names a file which may. */
    static final Pattern CHOICE =
        Pattern.compile(
            "-XX:\\+Use(Serial|Parallel|ParallelOld|ConcMarkSweep|G1|Z|Shenandoah|Epsilon)GC"
                + "|-XX:(VMOptionsFile|Flags)=|^@");
  }

  static final List<String> JVM_OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Where a terminal's Ctrl-C reaches the worker it must ignore it: the supervisor drains. */
  private static final String IGNORE_INTERRUPT = "-Dreeve.ignoreInterrupt=true";

  /** The program and its arguments. */
  List<String> arguments() {
    return arguments(List.of());
  }

  /**
   * The program and its arguments.
   *
   * @param archiveFlags what is said to the JVM on class-data archives
   */
  List<String> arguments(List<String> archiveFlags) {
    List<String> arguments = new ArrayList<>();
    if (setsid != null) {
      arguments.add(setsid.toString());
    }
    arguments.add(spec.java().toString());
    arguments.addAll(FLAGS);
    arguments.add(SMALL_AT_FIRST);
    arguments.addAll(archiveFlags);
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
   * Changes the inherited environment: what would change every JVM goes, unless it was asked for,
   * and so does a locale that knows ASCII only.
   */
  void applyTo(Map<String, String> environment, String mark) {
    for (String variable : JVM_OPTION_VARIABLES) {
      environment.remove(variable);
    }
    environment.remove("LD_PRELOAD");
    WorkerLocale.apply(environment, spec.env());
    environment.putAll(spec.env());
    environment.put(ProcessEnvironment.WORKER_ID, mark);
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
    return !text.isEmpty() && OtherCollector.CHOICE.matcher(text).find();
  }

  private String classpath() {
    StringJoiner entries = new StringJoiner(File.pathSeparator);
    for (Path entry : spec.classpath()) {
      entries.add(entry.toString());
    }
    return entries.toString();
  }
}
