package dev.reeve.supervisor.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Classes that a test compiles from text. */
public final class CompiledClasses {
  private CompiledClasses() {}

  /**
   * Compiles source files to {@code folder}, against the class path of the tests.
   *
   * @param sources texts of compilation units; each begins with its package and has one class
   */
  public static Path compile(Path folder, String... sources) throws IOException {
    Path written = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-src"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    for (String source : sources) {
      String name = source.replaceFirst("(?s).*?\\b(?:class|record) (\\w+).*", "$1");
      arguments.add(Files.writeString(written.resolve(name + ".java"), source).toString());
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    if (exitCode != 0) {
      throw new IllegalArgumentException("the sources do not compile; see standard error");
    }
    return folder;
  }
}
