/**
 * The event loop and all that it decides: dispatch, slots, states of workers, deadlines, retry,
 * restart policy. One thread owns the state; everything else posts events. This room never sees
 * streams, JSON text or files.
 */
@NullMarked
package dev.reeve.supervisor.engine;

import org.jspecify.annotations.NullMarked;
