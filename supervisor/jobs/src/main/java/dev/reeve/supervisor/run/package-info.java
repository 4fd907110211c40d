/** The run loop: takes tasks from a source, hands them to a pool and their results to a sink. */
@NullMarked
package dev.reeve.supervisor.run;

import org.jspecify.annotations.NullMarked;
