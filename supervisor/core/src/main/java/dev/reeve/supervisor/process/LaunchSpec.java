package dev.reeve.supervisor.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which worker JVMs are started.
 *
 * @param java absolute path of the {@code java} program
 * @param classpath entries of the class path, Reeve's own first
 * @param jvmArgs arguments of the JVM; they come after Reeve's own and override them
 * @param env variables that are added to the inherited environment or replaced in it
 * @param workingDirectory of the workers; null: that of this process
 * @param logFolder for one log file per slot; null: only the end of standard error is kept
 * @param maxFrameBytes longest line accepted from a worker
 */
public record LaunchSpec(
    Path java,
    List<Path> classpath,
    List<String> jvmArgs,
    Map<String, String> env,
    @Nullable Path workingDirectory,
    @Nullable Path logFolder,
    int maxFrameBytes) {
  public LaunchSpec {
    classpath = List.copyOf(classpath);
    jvmArgs = List.copyOf(jvmArgs);
    env = Map.copyOf(env);
  }

  /** Returns the absolute path of the {@code java} program of this JVM. */
  public static Path currentJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath();
  }
}
