package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;

/** Writes a worker's results of requests other than {@code task/run}. */
final class ReplyWriter {
  private final JsonWriter out;

  ReplyWriter(JsonWriter out) {
    this.out = out;
  }

  void initialize(InitializeResult result) {
    out.beginObject();
    out.member("protocolVersion").number(result.protocolVersion());
    out.member("pid").number(result.pid());
    out.member("handlers").strings(result.handlers());
    out.member("javaVersion").string(result.javaVersion());
    if (!result.batches().isEmpty()) {
      BatchSizes.write(result.batches(), out.member("batches"));
    }
    if (result.shortLines()) {
      out.member("shortLines").flag(true);
    }
    out.endObject();
  }

  void shutdown(ShutdownResult result) {
    out.beginObject();
    out.member("tasks").number(result.tasks());
    memory(result.memory());
    if (result.exitResult() != null) {
      out.member("exitResult").value(result.exitResult());
    }
    out.endObject();
  }

  void diagnose(Diagnosis result) {
    out.beginObject();
    out.member("threads").string(result.threads());
    memory(result.memory());
    out.endObject();
  }

  void memory(MemoryUse memory) {
    out.member("memory").beginObject();
    out.member("heapUsed").number(memory.heapUsed());
    out.member("heapMax").number(memory.heapMax());
    out.member("resident").number(memory.resident());
    out.member("peakResident").number(memory.peakResident());
    out.endObject();
  }
}
