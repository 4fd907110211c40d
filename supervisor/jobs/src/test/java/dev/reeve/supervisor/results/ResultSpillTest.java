package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultSpillTest {
  @TempDir Path folder;
  private final List<SpillFile> given = new CopyOnWriteArrayList<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  private ResultSpill spill(Path... folders) {
    return new ResultSpill(List.of(folders), troubles::add);
  }

  @Test
  void a_folder_that_cannot_be_used_is_passed_over_and_all_share_one_file() {
    try (ResultSpill spill = spill(folder.resolve("missing"), folder)) {
      spill.offer(given::add);
      spill.offer(given::add);
      await().until(() -> given.size() == 2);
    }
    assertThat(given).containsOnly(given.get(0));
    assertThat(troubles).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void trouble_is_told_once_and_ends_nothing() {
    try (ResultSpill spill = spill(folder)) {
      for (int i = 0; i < 3; i++) {
        spill.offer(
            file -> {
              throw new IOException("No space left on device");
            });
      }
      spill.offer(
          file -> {
            throw new OutOfMemoryError("Java heap space");
          });
      spill.offer(given::add);
      await().until(() -> given.size() == 1);
    }
    assertThat(troubles)
        .singleElement()
        .asString()
        .contains("stay in memory", folder.toString(), "No space left on device");
  }

  @Test
  void without_any_folder_results_stay_where_they_are() throws IOException {
    Path file = Files.createFile(folder.resolve("no-folder"));
    try (ResultSpill spill = spill(file, folder.resolve("missing"))) {
      spill.offer(given::add);
      await().until(() -> troubles.size() == 1);
    }
    assertThat(given).isEmpty();
  }
}
