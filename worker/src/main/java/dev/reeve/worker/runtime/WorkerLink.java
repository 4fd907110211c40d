package dev.reeve.worker.runtime;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import java.io.OutputStream;

/**
 * A worker's connection to its supervisor: what it sends, what it asks for, and the end of the
 * process if the supervisor is lost. Any thread.
 *
 * @param outbox sends messages
 * @param responses answers the supervisor's requests
 * @param requests are what the worker asks of the supervisor
 * @param supervisorLoss ends the worker when the connection breaks
 * @param exit ends the process
 */
record WorkerLink(
    Outbox outbox,
    Responses responses,
    SupervisorRequests requests,
    SupervisorLossHandler supervisorLoss,
    ProcessExit exit) {

  /** Makes a connection that sends by {@code out}. */
  static WorkerLink open(OutputStream out, MessageCodec codec, ProcessExit exit) {
    SupervisorLossHandler supervisorLoss = new SupervisorLossHandler(exit);
    Outbox outbox = new Outbox(codec, out, Protocol.DEFAULT_MAX_FRAME_BYTES, supervisorLoss);
    return new WorkerLink(
        outbox,
        new Responses(outbox, codec),
        new SupervisorRequests(outbox, codec),
        supervisorLoss,
        exit);
  }
}
