package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are started as their users start them, in the places where programs run. */
class PlacesIT {
  @TempDir Path folder;

  /** Compiles the program, with a resource beside its classes. */
  private Path classes() throws IOException {
    Path classes =
        compile("web app/WEB-INF/classes", "com/example/app/Main.java", PlacePrograms.PROGRAM);
    Files.writeString(classes.resolve("word.txt"), "metres");
    return classes;
  }

  private Path compile(String to, String name, String text, String... options) throws IOException {
    Path source = folder.resolve("src").resolve(name);
    Files.createDirectories(source.getParent());
    Files.writeString(source, text);
    Path classes = folder.resolve(to);
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "-cp", Reeve.JAR.toString()));
    arguments.addAll(List.of(options));
    arguments.add(source.toString());
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    assertThat(exitCode).isZero();
    return classes;
  }

  @Test
  void a_container_with_reeve_and_the_program_in_a_loader_of_its_own() throws Exception {
    Path classes = classes();
    Path container = compile("container", "Container.java", PlacePrograms.CONTAINER);
    assertThat(
            java(
                "-cp", container.toString(), "Container", classes.toString(), Reeve.JAR.toString()))
        .isEqualTo("49 metres\n");
  }

  @Tag("long")
  @Test
  void a_program_in_one_jar_with_reeve() throws Exception {
    assertThat(java("-jar", oneJar().toString())).isEqualTo("49 metres\n");
  }

  /** Makes a jar of the program with all of Reeve, as shading does. */
  private Path oneJar() throws Exception {
    Path jar = folder.resolve("one.jar");
    Files.copy(Reeve.JAR, jar);
    Path classes = classes();
    run(
        List.of(
            tool("jar"),
            "ufe",
            jar.toString(),
            "com.example.app.Main",
            "-C",
            classes.toString(),
            "."));
    return jar;
  }

  @Tag("long")
  @Test
  void a_jar_whose_manifest_names_its_libraries() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.copy(Reeve.JAR, lib.resolve("supervisor.jar"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example.app.Main");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/supervisor.jar");
    Path classes = classes();
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(folder.resolve("app.jar")), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
      }
    }
    assertThat(java("-jar", "app.jar")).isEqualTo("49 metres\n");
  }

  @Tag("long")
  @Test
  void class_paths_that_are_relative_have_wildcards_or_stand_in_a_file() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.copy(Reeve.JAR, lib.resolve("supervisor.jar"));
    Path classes = folder.relativize(classes());
    assertThat(java("-cp", "lib/*" + File.pathSeparator + classes, "com.example.app.Main"))
        .isEqualTo("49 metres\n");
    Files.writeString(
        folder.resolve("args"), "-cp \"lib/supervisor.jar:" + classes + "\" com.example.app.Main");
    assertThat(java("@args")).isEqualTo("49 metres\n");
  }

  @Tag("long")
  @Test
  void a_module_that_requires_the_one_jar() throws Exception {
    Path classes = classes();
    String module =
        "module com.example.app { requires dev.reeve.supervisor; exports com.example.app; }";
    compile(
        folder.relativize(classes).toString(),
        "module-info.java",
        module,
        "-p",
        Reeve.JAR.toString(),
        folder.resolve("src/com/example/app/Main.java").toString());
    String path = Reeve.JAR + File.pathSeparator + classes;
    assertThat(java("-p", path, "-m", "com.example.app/com.example.app.Main"))
        .isEqualTo("49 metres\n");
    compile(
        folder.relativize(classes).toString(),
        "module-info.java",
        module.replace("exports com.example.app; ", ""),
        "-p",
        Reeve.JAR.toString(),
        folder.resolve("src/com/example/app/Main.java").toString());
    assertThat(fails("-p", path, "-m", "com.example.app/com.example.app.Main"))
        .contains("add \"opens com.example.app to dev.reeve.supervisor;\" to its module-info.java");
  }

  @Tag("long")
  @Test
  void a_source_file_and_on_newer_jdks_several() throws Exception {
    String cp = Reeve.JAR.toString();
    Path source = Files.createDirectories(folder.resolve("src/com/example/app"));
    Files.writeString(source.resolve("Main.java"), PlacePrograms.PROGRAM);
    assertThat(java("-cp", cp, source.resolve("Main.java").toString())).isEqualTo("49\n");
    assumeTrue(Runtime.version().feature() >= 22, "several source files need JDK 22");
    Files.writeString(
        source.resolve("Main.java"),
        PlacePrograms.PROGRAM.replace("return side.", "return Extra.TEXT + side."));
    Files.writeString(
        source.resolve("Extra.java"),
        "package com.example.app; class Extra { static final String TEXT = new String(\"=\"); }");
    assertThat(java("-cp", cp, source.resolve("Main.java").toString())).isEqualTo("=49\n");
  }

  @Tag("long")
  @Test
  void jshell_after_a_class_was_redefined() throws Exception {
    Path file = Files.writeString(folder.resolve("script"), PlacePrograms.jshellScript());
    assertThat(
            run(
                List.of(
                    tool("jshell"),
                    "-J-Djava.util.prefs.userRoot=" + folder,
                    "-R-Djava.util.prefs.userRoot=" + folder,
                    "--class-path",
                    Reeve.JAR.toString(),
                    "-s",
                    file.toString())))
        .isEqualTo("9\n27\n1\ndied\n1\n1\n");
  }

  @Tag("long")
  @Test
  void an_executable_jar_of_spring_boot() throws Exception {
    Path jar = SpringBootJar.make(folder.resolve("boot"), PlacePrograms.PROGRAM);
    assumeTrue(Files.exists(jar), "Maven could not make the jar; it may need the network");
    assertThat(java("-jar", jar.toString())).isEqualTo("49 metres\n");
    Path unpacked = folder.resolve("cache/reeve/unpacked");
    assertThat(unpacked).isNotEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(unpacked)).hasSize(3);
    assertThat(java("-jar", jar.toString())).isEqualTo("49 metres\n");
    try (Stream<Path> all = Files.list(unpacked)) {
      assertThat(all).as("one folder, one lock").hasSize(2);
    }
  }

  private String java(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(List.of(args));
    return run(command);
  }

  private String fails(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(List.of(args));
    assertThat(start(command).exitValue()).isNotZero();
    return Files.readString(folder.resolve("err"));
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private String run(List<String> command) throws Exception {
    assertThat(start(command).exitValue())
        .as(() -> command + " said " + read("out") + read("err"))
        .isZero();
    return read("out");
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Process start(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process;
  }
}
