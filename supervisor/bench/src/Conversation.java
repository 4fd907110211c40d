import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A program that stays: it gets a line, does what that says, and answers with a line of figures. So
 * its pool is started, and what it runs on is warm, when it counts.
 */
final class Conversation implements AutoCloseable {
  private final Setting setting;
  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  Conversation(Setting setting, ProcessBuilder builder) throws IOException {
    this.setting = setting;
    this.process = setting.start(builder);
    this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  double[] ask(Object question) throws IOException {
    questions.println(question);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("no answer: " + setting.lastWords());
    }
    return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** The first figure of the answer. */
  double figure(Object question) throws IOException {
    return ask(question)[0];
  }

  long pid() {
    return process.pid();
  }

  /** Its input ends, which it takes as the sign to end, too. */
  @Override
  public void close() throws InterruptedException {
    questions.close();
    setting.children().end(process);
  }
}
