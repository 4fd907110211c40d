import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes folders. */
final class Folders {
  private Folders() {}

  /** Removes a folder and all that is in it; says so if it cannot. */
  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("chaos: " + folder + " could not be removed: " + e);
    }
  }

  /** Removes a folder when the JVM ends. */
  static void removeAtExit(Path folder) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
  }
}
