package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts what one worker answers to {@code diagnose} into its log. Requests are noted by any thread,
 * answers by the one that reads the worker's output, so that the engine never handles the text.
 */
final class DiagnosisLog {
  private final MessageCodec codec = new MessageCodec(); // used by the reader alone
  private final Set<RequestId> asked = ConcurrentHashMap.newKeySet();
  private final LineSink sink;

  DiagnosisLog(LineSink sink) {
    this.sink = sink;
  }

  /** An answer to this request is to be kept. */
  void asked(RequestId request) {
    asked.add(request);
  }

  /** Keeps the message if it is the first answer to such a request. */
  void heard(FromWorker message) {
    if (message instanceof FromWorker.Success answer && asked.remove(answer.id())) {
      keep(text(answer));
    }
  }

  private String text(FromWorker.Success answer) {
    try {
      Diagnosis diagnosis = codec.readDiagnosis(answer.result());
      return "memory in bytes: " + diagnosis.memory() + '\n' + diagnosis.threads();
    } catch (ProtocolException e) {
      return "can't be read: " + e.getMessage();
    }
  }

  private void keep(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    LineCutter lines = new LineCutter(sink, WorkerLog.MAX_LINE_BYTES);
    lines.add(bytes, 0, bytes.length);
    lines.end();
    sink.flush();
  }
}
