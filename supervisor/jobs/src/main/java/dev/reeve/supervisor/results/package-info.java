/**
 * Result records, the summary, and the thread that writes them to files and streams; and the
 * journal of earlier runs, which a results file is. Knows nothing of processes or terminals.
 */
@NullMarked
package dev.reeve.supervisor.results;

import org.jspecify.annotations.NullMarked;
