import dev.reeve.supervisor.MapOptions;
import dev.reeve.supervisor.ResultStream;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.worker.handlers.image.GrayscaleHandler;
import dev.reeve.worker.handlers.image.PictureResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every picture of a folder in grey, by a pool, with a progress line: FROM TO. */
public final class GreyFolder {
  private GreyFolder() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: GreyFolder.java FROM TO");
      return;
    }
    List<Path> pictures = pictures(Path.of(args[0]));
    Path to = Path.of(args[1]);
    try (Supervisor supervisor = Supervisor.builder().start();
        ResultStream<PictureResult> results =
            supervisor.map(
                GrayscaleHandler.class,
                pictures.stream().map(picture -> grey(picture, to)),
                MapOptions.UNORDERED)) {
      int done = 0;
      for (PictureResult result : results) {
        System.err.printf("\r%d of %d: %-60s", ++done, pictures.size(), result.to());
      }
      System.err.println();
      System.out.println(done + " pictures in grey");
    }
  }

  private static GrayscaleHandler.Request grey(Path picture, Path to) {
    return new GrayscaleHandler.Request(
        picture.toString(), to.resolve(picture.getFileName()).toString());
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(png|jpe?g|bmp|gif)")).toList();
    }
  }
}
