package dev.reeve.supervisor.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three messages that every task needs, to a line and back: nanoseconds for one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
  /** Characters of the text in payload and result. */
  @Param({"1", "1000"})
  public int size;

  private final MessageCodec codec = new MessageCodec();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ToWorker run = new ToWorker.CancelTask(RequestId.of(0), false);
  private FromWorker started = new FromWorker.TaskStarted(RequestId.of(0));
  private FromWorker response = started;
  private Frame runLine = Frame.of("");
  private Frame startedLine = runLine;
  private Frame responseLine = runLine;

  /** Makes the messages, and the lines that they are. */
  @Setup
  public void makeMessages() {
    Json payload = Json.parse("{\"text\":\"" + "x".repeat(size) + "\"}");
    RequestId id = RequestId.of(123_456);
    run = new ToWorker.RunTask(id, "src[123456]", 1, "file/sha256", payload);
    started = new FromWorker.TaskStarted(id);
    response = new FromWorker.Success(id, payload, 12_345_678);
    runLine = line(writeRun());
    startedLine = line(writeStarted());
    responseLine = line(writeResponse());
  }

  private static Frame line(ByteArrayOutputStream written) {
    return Frame.of(written.toString(UTF_8).strip());
  }

  @Benchmark
  public ByteArrayOutputStream writeRun() {
    out.reset();
    codec.write(run, out);
    return out;
  }

  @Benchmark
  public ByteArrayOutputStream writeStarted() {
    out.reset();
    codec.write(started, out);
    return out;
  }

  @Benchmark
  public ByteArrayOutputStream writeResponse() {
    out.reset();
    codec.write(response, out);
    return out;
  }

  @Benchmark
  public ToWorker readRun() throws ProtocolException {
    return codec.readToWorker(runLine);
  }

  @Benchmark
  public FromWorker readStarted() throws ProtocolException {
    return codec.readFromWorker(startedLine);
  }

  @Benchmark
  public FromWorker readResponse() throws ProtocolException {
    return codec.readFromWorker(responseLine);
  }
}
