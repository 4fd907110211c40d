package dev.reeve.supervisor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Executable jars that Maven and the plugin of Spring Boot make, with Reeve among their jars. */
final class SpringBootJar {
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>app</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.source>17</maven.compiler.source>
          <maven.compiler.target>17</maven.compiler.target>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>dev.reeve</groupId>
            <artifactId>supervisor</artifactId>
            <version>1</version>
            <scope>system</scope>
            <systemPath>%s</systemPath>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-maven-plugin</artifactId>
              <version>3.5.7</version>
              <configuration><includeSystemScope>true</includeSystemScope></configuration>
              <executions><execution><goals><goal>repackage</goal></goals></execution></executions>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private SpringBootJar() {}

  /** Makes one; where Maven or the plugin is missing, the file does not exist. */
  static Path make(Path folder, String program) throws IOException, InterruptedException {
    Path source = Files.createDirectories(folder.resolve("src/main/java/com/example/app"));
    Files.writeString(source.resolve("Main.java"), program);
    Path resources = Files.createDirectories(folder.resolve("src/main/resources"));
    Files.writeString(resources.resolve("word.txt"), "metres");
    Files.writeString(folder.resolve("pom.xml"), POM.formatted(Reeve.JAR));
    Process maven =
        new ProcessBuilder(List.of("mvn", "-B", "-q", "package"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    maven.getOutputStream().close();
    if (!maven.waitFor(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)) {
      maven.destroy();
    }
    return folder.resolve("target/app-1.jar");
  }
}
