package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import java.util.concurrent.Executor;

/**
 * The objects that all processes of one launcher share.
 *
 * @param signalThread for work that blocks for a few milliseconds: signals, and the end of a
 *     process
 */
record LaunchContext(
    ProcessStarter starter,
    SignalSender signals,
    Executor signalThread,
    ProcessTimeouts timeouts,
    LongMessages longMessages,
    SupervisorLog log) {}
