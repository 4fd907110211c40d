package dev.reeve.supervisor.engine;

import dev.reeve.protocol.MessageCodec;

/** Whom the messages of workers concern. */
record Desks(
    Readiness readiness,
    Returns returns,
    Recycling recycling,
    WorkerWatch watch,
    NestedTasks nested,
    SharedHost shared,
    MessageCodec codec) {}
