package text;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** Counts the words and lines of a text file. */
@HandlerName("text/count")
public final class CountWords implements TaskHandler<CountWords.Request, CountWords.Counts> {

  /** The request. */
  public record Request(String path) {}

  /** The result. */
  public record Counts(String path, long lines, long words) {}

  @Override
  public Counts handle(Request request, TaskContext context) throws IOException {
    long lines = 0;
    long words = 0;
    for (String line : Files.readAllLines(Path.of(request.path()))) {
      lines++;
      words += new StringTokenizer(line).countTokens();
    }
    return new Counts(request.path(), lines, words);
  }
}
