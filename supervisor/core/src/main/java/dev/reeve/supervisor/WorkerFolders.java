package dev.reeve.supervisor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Folders that worker processes use.
 *
 * @param working working directory of the workers; null for that of this process
 * @param log folder for the workers' standard error, one file per slot; null if only its tail is
 *     kept
 * @param cache folder of the class-data archives; null for none
 */
record WorkerFolders(@Nullable Path working, @Nullable Path log, @Nullable Path cache) {
  static final WorkerFolders NONE = new WorkerFolders(null, null, null);

  WorkerFolders withWorking(Path folder) {
    return new WorkerFolders(folder, log, cache);
  }

  WorkerFolders withLog(Path folder) {
    return new WorkerFolders(working, folder, cache);
  }

  WorkerFolders withCache(@Nullable Path folder) {
    return new WorkerFolders(working, log, folder);
  }
}
