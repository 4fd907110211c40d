/**
 * Where results go: records in JSON Lines to files and streams, the summary, and the one thread
 * that writes them; and what earlier runs left in such a file, which is their journal. Knows
 * nothing of processes, of workers' lives, or of terminals.
 */
@NullMarked
package dev.reeve.supervisor.results;

import org.jspecify.annotations.NullMarked;
