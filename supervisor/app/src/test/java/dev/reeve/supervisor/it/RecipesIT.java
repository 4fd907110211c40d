package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chores on the page of recipes: as they are usually written and as they are written for Reeve,
 * they call the same programs with the same arguments and leave the same files. Programs that a
 * machine may not have are stand-ins that note their arguments.
 */
@Tag("long")
class RecipesIT {
  private static final Path PAGE = Reeve.TOP.resolve("supervisor/docs/recipes.md");
  private static final List<String> SECTIONS = List.of("## From xargs", "## From GNU parallel");

  private static final List<String> PROGRAMS =
      List.of(
          "gzip",
          "convert",
          "curl",
          "iconv",
          "sha256sum",
          "rsync",
          "mvn",
          "ping",
          "grep",
          "useradd",
          "pg_dump",
          "docker",
          "scp",
          "ffmpeg");

  private static final String STAND_IN =
      """
      #!/bin/sh
      line=${0##*/}
      for word; do line="$line <$word>"; done
      printf '%s\\n' "$line" >> "$CALLS"
      echo "$line"
      """;

  private static final Map<String, String> FILES =
      Map.of("hosts", "h1\nh2\n", "tables", "t1\nt2\n", "users.csv", "name,login\nAnn Lee,ann\n");

  private static final List<String> NAMES =
      List.of(
          "a.log",
          "b.log",
          "1.jpg",
          "2.jpg",
          "x.txt",
          "src/x",
          "src/y/z",
          "mod-a/pom.xml",
          "mod-b/pom.xml",
          "a.conf",
          "p.jpeg",
          "q.jpeg",
          "u.gz",
          "m.mov",
          "small/.keep",
          "utf8/.keep",
          "logs/.keep");

  private final Path folder;

  RecipesIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A chore; the last line is ours. */
  private record Chore(String name, List<String> lines) {
    String usual() {
      return String.join("\n", lines.subList(0, lines.size() - 1));
    }

    String ours() {
      return lines.get(lines.size() - 1);
    }
  }

  @BeforeEach
  void makeStandIns() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : PROGRAMS) {
      Path file = Files.writeString(bin.resolve(program), STAND_IN);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void each_chore_does_the_same_as_it_is_usually_written() throws Exception {
    List<Chore> chores = chores();
    assertThat(chores).hasSize(15);
    for (Chore chore : chores) {
      List<String> ours = effect(chore.name(), "ours", chore.ours());
      assertThat(ours).as(chore.name()).hasSizeGreaterThan(NAMES.size() + 1);
      String program = chore.usual().contains("xargs") ? "xargs" : "parallel";
      if (isInstalled(program)) {
        assertThat(ours).as(chore.name()).isEqualTo(effect(chore.name(), "usual", chore.usual()));
      }
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static List<Chore> chores() throws IOException {
    List<Chore> chores = new ArrayList<>();
    String page = Files.readString(PAGE);
    for (String section : SECTIONS) {
      int start = page.indexOf("```\n#", page.indexOf(section)) + "```\n".length();
      for (String block : page.substring(start, page.indexOf("\n```", start)).split("\n\n", -1)) {
        List<String> lines = block.lines().toList();
        chores.add(new Chore(lines.get(0), lines.subList(1, lines.size())));
      }
    }
    return chores;
  }

  /** Runs a command in a new folder; returns its calls, what it printed, and all files. */
  private List<String> effect(String name, String kind, String command) throws Exception {
    Path place = folder.resolve(name.replaceAll("[^a-z]", "-") + "/" + kind);
    prepare(place);
    Path out = place.resolveSibling(kind + "-out");
    Path err = place.resolveSibling(kind + "-err");
    Path calls = place.resolveSibling(kind + "-calls");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(place.toFile());
    Map<String, String> env = builder.environment();
    Path reeve = Reeve.TOP.resolve("supervisor/target");
    env.put("PATH", folder.resolve("bin") + ":" + reeve + ":" + System.getenv("PATH"));
    env.put("CALLS", calls.toString());
    env.put("HOME", folder.toString());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command + "\n" + Reeve.text(err)).isZero();
    List<String> effect = new ArrayList<>(files(place));
    effect.addAll(Reeve.text(out).lines().sorted().toList());
    effect.addAll(Files.exists(calls) ? Reeve.text(calls).lines().sorted().toList() : List.of());
    return effect;
  }

  private static void prepare(Path place) throws IOException {
    for (String name : NAMES) {
      Path file = place.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(place.resolve(file.getKey()), file.getValue());
    }
  }

  /** Logs have names and times of their own. */
  private static List<String> files(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(place.resolve("logs")) && !file.endsWith("dumps.log"))
          .map(file -> place.relativize(file) + ": " + Reeve.text(file))
          .sorted()
          .toList();
    }
  }
}
