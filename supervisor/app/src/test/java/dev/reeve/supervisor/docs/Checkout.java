package dev.reeve.supervisor.docs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of the project's sources. */
public final class Checkout {
  private static final List<String> FOLDERS =
      List.of("", "protocol", "worker", "supervisor", "supervisor/docs", "supervisor/examples");

  private Checkout() {}

  /** Returns the folder that holds the modules. */
  public static Path top() {
    Path top = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(top.resolve("protocol"))) {
      top = top.getParent();
    }
    return top;
  }

  /** Returns the project's pages. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(top().resolve(folder), "*.md")) {
        found.forEach(pages::add);
      }
    }
    return pages;
  }
}
