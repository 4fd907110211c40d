package dev.reeve.supervisor;

import dev.reeve.supervisor.classes.WorkerClassPath;
import org.jspecify.annotations.Nullable;

/**
 * What decides how worker processes are launched, apart from the settings of the pool.
 *
 * @param early a process that becomes the first worker if it is of the right kind; null for none
 */
record Launching(WorkerClassPath classPath, WorkerFolders folders, @Nullable EarlyWorker early) {}
