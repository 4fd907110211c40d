package dev.reeve.supervisor;

import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.model.WorkerOptions;
import dev.reeve.supervisor.process.LaunchSpec;

/** Factory of the specification by which worker processes are started. */
final class LaunchSpecs {
  private LaunchSpecs() {}

  static LaunchSpec spec(
      WorkerOptions worker, WorkerClassPath classPath, WorkerFolders folders, int maxFrameBytes) {
    return new LaunchSpec(
        LaunchSpec.currentJava(),
        classPath.all(),
        worker.jvmArgs(),
        PoolDepth.mark(worker.env()),
        folders.working(),
        folders.log(),
        maxFrameBytes);
  }
}
