import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The peers that are present on this machine; none is ever installed. */
final class Peers {
  static final String PYTHON = "Python";
  static final String JOBLIB = "joblib";
  static final String XARGS = "xargs";
  static final String PARALLEL = "GNU parallel";
  static final String C = "C compiler";
  static final String REDIS = "Redis";
  static final String CELERY = "Celery";

  private final Map<String, String> versions = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private String python = "python3";

  static Peers find() {
    Peers peers = new Peers();
    peers.look(PYTHON, "python3", "--version");
    peers.look(JOBLIB, "python3", "-c", "import joblib; print('joblib', joblib.__version__)");
    peers.look(XARGS, "xargs", "--version");
    peers.look(PARALLEL, "parallel", "--version");
    peers.look(C, "cc", "--version");
    peers.look(REDIS, "redis-server", "--version");
    peers.look(
        CELERY,
        "/usr/bin/python3",
        "-c",
        "import celery, redis; print('Celery', celery.__version__)");
    // a wrapper named python3 would be measured along with what it wraps
    peers.python = firstLine("python3", "-c", "import sys; print(sys.executable)");
    return peers;
  }

  private void look(String name, String... command) {
    String line = firstLine(command);
    if (line.isEmpty() || (name.equals(PARALLEL) && !line.startsWith("GNU"))) {
      missing.add(name);
    } else {
      versions.put(name, line);
    }
  }

  /** Empty if the command is not there or fails. */
  private static String firstLine(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      return ended && process.exitValue() == 0 ? text.lines().findFirst().orElse("") : "";
    } catch (IOException absent) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean has(String name) {
    return versions.containsKey(name);
  }

  /** Adds a row that says what is missing, if it is. */
  boolean lack(String name, String what, Table table) {
    if (!has(name)) {
      table.skipped(what, "skipped: no " + name);
    }
    return !has(name);
  }

  String python() {
    return Path.of(python).toString();
  }

  @Override
  public String toString() {
    String found = String.join(", ", versions.values());
    return missing.isEmpty() ? found : found + "; not found: " + String.join(", ", missing);
  }
}
