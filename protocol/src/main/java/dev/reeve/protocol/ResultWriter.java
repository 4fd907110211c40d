package dev.reeve.protocol;

/** Writes what a worker answers to requests other than {@code task/run}. */
final class ResultWriter {
  private final JsonBuffer out;

  ResultWriter(JsonBuffer out) {
    this.out = out;
  }

  void initialize(InitializeResult result) {
    out.beginObject();
    out.member("protocolVersion");
    out.whole(result.protocolVersion());
    out.member("pid");
    out.whole(result.pid());
    out.member("handlers");
    out.texts(result.handlers());
    out.member("javaVersion");
    out.text(result.javaVersion());
    out.endObject();
  }

  void shutdown(ShutdownResult result) {
    out.beginObject();
    out.member("tasks");
    out.whole(result.tasks());
    memory(result.memory());
    out.endObject();
  }

  void diagnose(Diagnosis result) {
    out.beginObject();
    out.member("threads");
    out.text(result.threads());
    memory(result.memory());
    out.endObject();
  }

  void memory(MemoryUse memory) {
    out.member("memory");
    out.beginObject();
    out.member("heapUsed");
    out.whole(memory.heapUsed());
    out.member("heapMax");
    out.whole(memory.heapMax());
    out.member("resident");
    out.whole(memory.resident());
    out.member("peakResident");
    out.whole(memory.peakResident());
    out.endObject();
  }
}
