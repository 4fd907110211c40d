package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small program with nothing but {@code reeve-supervisor} and what that brings along. */
class ModulesIT {
  /** The artefacts of {@code reeve-supervisor}: a library more would be a library too many. */
  private static final List<String> LIBRARIES =
      List.of(
          "jackson-annotations", "jackson-core", "jackson-databind", "commons-exec", "jspecify");

  private static final String MODULE =
      """
      module com.example.squares {
        requires dev.reeve.supervisor;
        exports com.example.squares;
        opens com.example.squares to tools.jackson.databind;
      }
      """;

  private static final String PROGRAM =
      """
      package com.example.squares;

      import dev.reeve.shared.SharedCounter;
      import dev.reeve.supervisor.MapOptions;
      import dev.reeve.supervisor.Supervisor;
      import dev.reeve.worker.TaskContext;
      import dev.reeve.worker.TaskHandler;
      import dev.reeve.worker.handlers.EchoHandler;
      import java.util.List;

      public final class Squares {
        public record Side(int length) {}
        public record Area(int size) {}

        public static final class Square implements TaskHandler<Side, Area> {
          @Override
          public Area handle(Side side, TaskContext context) {
            context.shared().counter("calls").add(1);
            return new Area(side.length() * side.length());
          }
        }

        public static void main(String[] args) throws Exception {
          try (Supervisor pool = Supervisor.builder().workers(2).start()) {
            SharedCounter calls = pool.shared().counter("calls");
            List<Area> areas;
            try (var results = pool.map(Square.class, List.of(new Side(2), new Side(3)), MapOptions.ORDERED)) {
              areas = results.toList();
            }
            System.out.println(areas + " in " + calls.get() + " calls");
          }
        }
      }
      """;

  @TempDir Path folder;
  private Path classes;

  @BeforeEach
  void compile() throws IOException {
    Path source = Files.createDirectories(folder.resolve("src/com/example/squares"));
    Path program = Files.writeString(source.resolve("Squares.java"), PROGRAM);
    Path module = Files.writeString(folder.resolve("src/module-info.java"), MODULE);
    classes = folder.resolve("classes");
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-p",
                path(libraries()),
                module.toString(),
                program.toString());
    assertThat(exitCode).isZero();
  }

  @Test
  void a_program_on_the_module_path_runs_its_handlers_on_workers() throws Exception {
    List<Path> modules = new ArrayList<>(libraries());
    modules.add(classes);
    assertThat(run("-p", path(modules), "-m", "com.example.squares/com.example.squares.Squares"))
        .isEqualTo("[Area[size=4], Area[size=9]] in 2 calls\n");
  }

  @Test
  void a_program_on_the_class_path_needs_no_other_library() throws Exception {
    List<Path> entries = new ArrayList<>(libraries());
    entries.add(classes);
    assertThat(run("-cp", path(entries), "com.example.squares.Squares"))
        .isEqualTo("[Area[size=4], Area[size=9]] in 2 calls\n");
  }

  private String run(String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Process process = builder.start();
    assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    assertThat(err).isEmptyFile();
    return Files.readString(out);
  }

  private static String path(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }

  private static List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (String module : List.of("protocol", "worker", "supervisor/core")) {
      libraries.add(jarIn(Reeve.TOP.resolve(module).resolve("target")));
    }
    for (String name : LIBRARIES) {
      libraries.add(
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
              .map(Path::of)
              .filter(entry -> entry.getFileName().toString().startsWith(name + "-"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name + " is on no class path")));
    }
    return libraries;
  }

  /** The library that the build has made in this folder; not its tests. */
  private static Path jarIn(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("reeve-\\w+-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no library in " + target));
    }
  }
}
