/**
 * The command line: commands, options, signals and exit codes. Uses the run loop and the
 * supervisor's public interface; knows nothing of processes or of the engine.
 */
@NullMarked
package dev.reeve.supervisor.cli;

import org.jspecify.annotations.NullMarked;
