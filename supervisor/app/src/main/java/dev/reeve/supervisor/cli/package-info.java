/**
 * The command line: picocli commands, what a terminal shows, signals and exit codes. Knows the
 * supervisor by its public interface only; nothing of processes or of the engine.
 */
@NullMarked
package dev.reeve.supervisor.cli;

import org.jspecify.annotations.NullMarked;
