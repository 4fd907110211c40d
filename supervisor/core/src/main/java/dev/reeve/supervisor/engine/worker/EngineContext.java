package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;

/**
 * What all parts of the engine use of the world outside.
 *
 * @param listener called on the loop's thread
 * @param processors that this machine has, from 1
 */
public record EngineContext(
    EngineClock clock, SupervisorLog log, SupervisorListener listener, int processors) {}
