package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of the end-of-run summary.
 *
 * @param job name of the job; null if it has none
 * @param summary of the supervisor
 * @param alreadyDone tasks that earlier runs had done, by status; not counted anywhere else
 * @param logs folder of the workers' logs; null if no worker wrote any
 * @param exitCode of the command
 */
public record RunFacts(
    @Nullable String job,
    RunSummary summary,
    Map<TaskStatus, Long> alreadyDone,
    @Nullable Path logs,
    int exitCode) {}
