/** Tasks between submission and result: queue, retries, limits on failures. Knows no workers. */
@NullMarked
package dev.reeve.supervisor.engine.task;

import org.jspecify.annotations.NullMarked;
