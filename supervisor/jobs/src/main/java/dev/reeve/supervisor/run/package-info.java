/**
 * The run loop that every front end stands on: reads tasks from a source, has a pool of workers run
 * them, and writes their results to outputs. Bounded in memory, whatever the number of tasks, and
 * resumable from a results file.
 *
 * <pre>{@code
 * Supervisor pool = Supervisor.builder().start();
 * try (TaskRun run = TaskRun.builder(source, pool).output(output).build()) {
 *   RunOutcome outcome = run.run();
 * }
 * }</pre>
 *
 * <p>Knows nothing of terminals, signals, exit codes or HTTP: a front end turns the {@link
 * dev.reeve.supervisor.run.RunOutcome} into whatever it tells its users.
 */
@NullMarked
package dev.reeve.supervisor.run;

import org.jspecify.annotations.NullMarked;
