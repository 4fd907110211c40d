import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Echo tasks out of a pipe for minutes: does the supervisor grow, does it slow down? Each tenth of
 * the stream is looked at by itself: a million tasks at full length. By the launcher, which has the
 * heap begin small; a JVM that is told nothing takes what the machine has to give. This program
 * makes the tasks and counts the results, so the rate is not the best that Reeve can do.
 */
final class LongStream implements Measure {
  private static final int PARTS = 10;
  private static final long SAMPLE_BYTES = 1 << 20;

  /** The time of the last result of each part of the stream, and the memory held then. */
  private static final class Course {
    final long[] ends = new long[PARTS + 1];
    final List<List<Double>> memory = new ArrayList<>();
    double most;

    double rate(int part, long tasks) {
      return tasks * 1e9 / PARTS / (ends[part + 1] - ends[part]);
    }

    double memory(int part) {
      return Rounds.median(memory.get(part).stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public void run(Setting setting, Table table) throws Exception {
    long tasks = setting.options().streamTasks() / PARTS * PARTS;
    Process process = setting.start(setting.launcher("run", "-", "-j", "2"));
    CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process, tasks));
    Course course = follow(process, tasks);
    feeding.join();
    if (setting.children().join(process) != 0 || course.ends[PARTS] == 0) {
      throw new IOException("the stream broke: " + setting.lastWords());
    }
    report(course, tasks, table);
  }

  private static void report(Course course, long tasks, Table table) {
    String what = tasks + " tasks from a stream, ";
    int last = PARTS - 1;
    table.compare(
        what + "rate of the last tenth, of the second",
        Unit.PER_SECOND,
        course.rate(last, tasks),
        course.rate(1, tasks),
        Target.atLeast(0.95));
    table.compare(
        what + "resident memory in the last tenth, in the second",
        Unit.MEGABYTES,
        course.memory(last),
        course.memory(1),
        Target.atMost(1.1));
    table.figure(
        what + "most resident memory",
        Unit.MEGABYTES,
        course.most,
        Target.atMost(256, Unit.MEGABYTES));
  }

  private static void feed(Process process, long tasks) {
    try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
      for (long i = 1; i <= tasks; i++) {
        String line = "{\"handler\":\"echo\",\"payload\":{\"n\":" + i + "}}\n";
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Course follow(Process process, long tasks) throws IOException {
    Course course = new Course();
    course.ends[0] = System.nanoTime();
    byte[] buffer = new byte[1 << 16];
    InputStream in = process.getInputStream();
    long results = 0;
    long sampleAt = 0;
    long bytes = 0;
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      results += newlines(buffer, length);
      bytes += length;
      int part = (int) Math.min(PARTS - 1, results * PARTS / tasks);
      noteEnds(course, (int) (results * PARTS / tasks));
      if (bytes >= sampleAt || course.memory.size() <= part) {
        sampleAt = bytes + SAMPLE_BYTES;
        sample(course, part, process.pid());
      }
    }
    return course;
  }

  private static void noteEnds(Course course, int parts) {
    for (int part = parts; part > 0 && course.ends[part] == 0; part--) {
      course.ends[part] = System.nanoTime();
    }
  }

  private static void sample(Course course, int part, long pid) throws IOException {
    double resident = ProcessMemory.resident(pid);
    while (course.memory.size() <= part) {
      course.memory.add(new ArrayList<>());
    }
    if (resident > 0) {
      course.memory.get(part).add(resident);
      course.most = Math.max(course.most, resident);
    }
  }

  private static long newlines(byte[] buffer, int length) {
    long count = 0;
    for (int i = 0; i < length; i++) {
      count += buffer[i] == '\n' ? 1 : 0;
    }
    return count;
  }
}
