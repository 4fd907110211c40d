package dev.reeve.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {
  private static final long OURS = ProcessHandle.current().pid();
  private static final String PREFIX = "reeve-memory-";
  private static final String RANDOM = "0123456789abcdef";

  @TempDir private Path base;

  @Test
  void what_a_living_process_has_stays() throws IOException {
    Path folder = filled(ProcessFolder.of(base, PREFIX, OURS).path());
    AbandonedFolders.remove(base, PREFIX);
    assertThat(folder.resolve("array-0")).exists();
  }

  @Test
  void what_a_process_that_is_gone_had_is_removed() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path folder = filled(ProcessFolder.of(base, PREFIX, process.pid()).path());
    process.waitFor();
    AbandonedFolders.remove(base, PREFIX);
    assertThat(folder).doesNotExist();
  }

  @Test
  void a_number_that_another_process_has_now_does_not_protect() throws IOException {
    Path folder =
        filled(base.resolve(name(OURS, ProcessStart.of(OURS) + 1, ProcessStart.namespace())));
    AbandonedFolders.remove(base, PREFIX);
    assertThat(folder).doesNotExist();
  }

  @Test
  void what_can_not_be_judged_stays() throws IOException {
    Path elsewhere = filled(base.resolve(name(OURS, 1, ProcessStart.namespace() + 1)));
    Path stranger = filled(base.resolve("reeve-memory-notes"));
    Path another = filled(base.resolve("reeve-memory-1-2-x-y"));
    AbandonedFolders.remove(base, PREFIX);
    assertThat(elsewhere).exists();
    assertThat(stranger).exists();
    assertThat(another).exists();
  }

  @Test
  void deleting_takes_all_files_along_and_may_be_repeated() throws IOException {
    ProcessFolder folder = ProcessFolder.of(base, PREFIX, OURS);
    folder.delete();
    filled(folder.path());
    folder.delete();
    folder.delete();
    assertThat(base).isEmptyDirectory();
  }

  private static String name(long pid, long start, long namespace) {
    return ProcessFolder.name(PREFIX, pid, start, namespace) + RANDOM;
  }

  private static Path filled(Path folder) throws IOException {
    ProcessFolder.create(folder);
    Files.writeString(folder.resolve("array-0"), "x");
    return folder;
  }
}
