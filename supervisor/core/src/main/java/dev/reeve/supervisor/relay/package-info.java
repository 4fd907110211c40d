/** Threads that call back into the embedding program, so that the engine never waits for it. */
@NullMarked
package dev.reeve.supervisor.relay;

import org.jspecify.annotations.NullMarked;
