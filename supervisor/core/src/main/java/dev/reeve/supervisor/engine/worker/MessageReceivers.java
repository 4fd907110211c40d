package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.shared.server.SharedCallHandler;

/** Whom the messages of workers concern. */
record MessageReceivers(
    Handshake readiness,
    AttemptCompletion returns,
    Recycling recycling,
    WorkerWatch watch,
    NestedTasks nested,
    SharedCallHandler shared,
    MessageCodec codec) {}
