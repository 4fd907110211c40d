/**
 * Job documents and streams of JSON Lines to tasks. What is wrong in them is collected with its
 * line and column instead of thrown at the first sight. Knows nothing of processes, workers or of
 * what a handler makes of its payload.
 */
@NullMarked
package dev.reeve.supervisor.job;

import org.jspecify.annotations.NullMarked;
