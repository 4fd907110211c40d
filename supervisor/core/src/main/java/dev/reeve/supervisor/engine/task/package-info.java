/** Tasks between submission and result: queue, retries, failure limit. Knows no workers. */
@NullMarked
package dev.reeve.supervisor.engine.task;

import org.jspecify.annotations.NullMarked;
