package dev.reeve.supervisor;

import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.process.LaunchSpec;
import java.io.File;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Factory of the specification by which worker processes are started. */
final class LaunchSpecs {
  private LaunchSpecs() {}

  static LaunchSpec spec(WorkerOptions worker, WorkerFolders folders, int maxFrameBytes) {
    return new LaunchSpec(
        LaunchSpec.currentJava(),
        classpath(worker),
        worker.jvmArgs(),
        PoolDepth.mark(worker.env()),
        folders.working(),
        folders.log(),
        maxFrameBytes);
  }

  /**
   * Returns the class path of this program, which holds the worker too. Modules that this program
   * takes from its module path follow: workers have them on their class path.
   */
  static List<Path> ownClasspath() {
    List<Path> entries = new ArrayList<>();
    StringTokenizer own =
        new StringTokenizer(System.getProperty("java.class.path", ""), File.pathSeparator);
    while (own.hasMoreTokens()) {
      entries.add(Path.of(own.nextToken()).toAbsolutePath());
    }
    if (System.getProperty("jdk.module.path") != null) {
      addModules(entries);
    }
    return entries;
  }

  private static void addModules(List<Path> entries) {
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      URI location = module.reference().location().orElse(null);
      if (location != null && "file".equals(location.getScheme())) {
        entries.add(Path.of(location));
      }
    }
  }

  /** Returns this program's class path, followed by the entries of the options. */
  private static List<Path> classpath(WorkerOptions worker) {
    List<Path> entries = new ArrayList<>(ownClasspath());
    for (Path entry : worker.classpath()) {
      entries.add(entry.toAbsolutePath());
    }
    return entries;
  }
}
