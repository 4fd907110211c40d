import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one round: the job, the records, what the supervisors said, and the marks that tasks
 * have left.
 */
record RoundFolder(Path path) {

  static RoundFolder create(Path path) throws IOException {
    Files.createDirectory(path);
    Files.createDirectory(path.resolve("marks"));
    Files.createFile(path.resolve("messages.txt"));
    return new RoundFolder(path);
  }

  Path job() {
    return path.resolve("job.jsonl");
  }

  Path results() {
    return path.resolve("results.jsonl");
  }

  Path messages() {
    return path.resolve("messages.txt");
  }

  /** Notes that no worker is hurt here, so that tasks fail and die for their own reasons only. */
  void promiseCalm() throws IOException {
    Files.createFile(path.resolve("calm"));
  }

  boolean isCalm() {
    return Files.exists(path.resolve("calm"));
  }

  /** Returns the numbers of the runs under which the command of the task was started. */
  List<Integer> marks(String id) throws IOException {
    Path file = path.resolve("marks").resolve(id);
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
        : List.of();
  }

  /** Returns, for each supervisor that has ended, the number of records that there were then. */
  List<Long> boundaries() throws IOException {
    Path file = path.resolve("boundaries");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
        : List.of();
  }

  /** Notes the end of a supervisor. Earlier ones have no more records than there are now. */
  void noteBoundary() throws IOException {
    long records = records();
    List<String> lines = new ArrayList<>();
    for (long earlier : boundaries()) {
      lines.add(String.valueOf(Math.min(earlier, records)));
    }
    lines.add(String.valueOf(records));
    Files.write(path.resolve("boundaries"), lines);
  }

  /** Returns the number of whole lines in the results. */
  long records() throws IOException {
    long records = 0;
    if (Files.exists(results())) {
      byte[] buffer = new byte[64 << 10];
      try (InputStream in = Files.newInputStream(results(), StandardOpenOption.READ)) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          for (int i = 0; i < length; i++) {
            records += buffer[i] == '\n' ? 1 : 0;
          }
        }
      }
    }
    return records;
  }
}
