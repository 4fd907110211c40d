package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told at the end of a run.
 *
 * @param job its name; null if it has none
 * @param summary of the supervisor
 * @param resumed tasks that earlier runs had done, by status; they are in no other figure
 * @param logs folder of the workers' logs; null if none wrote anything
 * @param exitCode of the command
 */
public record RunFacts(
    @Nullable String job,
    RunSummary summary,
    Map<TaskStatus, Long> resumed,
    @Nullable Path logs,
    int exitCode) {}
