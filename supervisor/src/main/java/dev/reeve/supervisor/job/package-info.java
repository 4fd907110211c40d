/** Job documents and streams of JSON Lines to tasks. Knows nothing of processes. */
@NullMarked
package dev.reeve.supervisor.job;

import org.jspecify.annotations.NullMarked;
