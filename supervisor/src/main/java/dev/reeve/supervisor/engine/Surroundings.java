package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.SupervisorListener;
import dev.reeve.supervisor.SupervisorLog;

/**
 * What all parts of the engine use of the world outside.
 *
 * @param listener called on the loop's thread
 * @param processors that this machine has, from 1
 */
record Surroundings(
    EngineClock clock, SupervisorLog log, SupervisorListener listener, int processors) {}
