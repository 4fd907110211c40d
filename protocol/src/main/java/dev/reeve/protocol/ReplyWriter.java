package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;

/** Writes what a worker answers to requests other than {@code task/run}. */
final class ReplyWriter {
  private final JsonWriter out;

  ReplyWriter(JsonWriter out) {
    this.out = out;
  }

  void initialize(InitializeResult result) {
    out.beginObject();
    out.member("protocolVersion").whole(result.protocolVersion());
    out.member("pid").whole(result.pid());
    out.member("handlers").texts(result.handlers());
    out.member("javaVersion").text(result.javaVersion());
    out.endObject();
  }

  void shutdown(ShutdownResult result) {
    out.beginObject();
    out.member("tasks").whole(result.tasks());
    memory(result.memory());
    out.endObject();
  }

  void diagnose(Diagnosis result) {
    out.beginObject();
    out.member("threads").text(result.threads());
    memory(result.memory());
    out.endObject();
  }

  void memory(MemoryUse memory) {
    out.member("memory").beginObject();
    out.member("heapUsed").whole(memory.heapUsed());
    out.member("heapMax").whole(memory.heapMax());
    out.member("resident").whole(memory.resident());
    out.member("peakResident").whole(memory.peakResident());
    out.endObject();
  }
}
