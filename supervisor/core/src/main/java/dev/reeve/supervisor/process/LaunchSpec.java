package dev.reeve.supervisor.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How worker JVMs are started.
 *
 * @param java absolute path of the {@code java} program
 * @param classpath entries of the class path, Reeve's own first
 * @param jvmArgs arguments of the JVM after Reeve's own, so that they win
 * @param env set in the environment over what is inherited
 * @param workingDirectory of the workers; null: that of this process
 * @param logFolder where standard error is kept, one file per slot; null: only its tail is
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

  /** The {@code java} program of the JVM that runs this, as an absolute path. */
  public static Path currentJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath();
  }
}
