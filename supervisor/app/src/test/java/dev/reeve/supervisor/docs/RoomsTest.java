package dev.reeve.supervisor.docs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.reeve.supervisor.engine.task.EngineClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the project and the rooms that each may use, as {@code docs/design.md} says. */
class RoomsTest {
  private static final String ROOT = "dev.reeve.";
  private static final String ENGINE = ROOT + "supervisor.engine";
  private static final String JACKSON = "tools.jackson.core..";
  private static final String DATABIND = "tools.jackson.databind..";

  /** Each room with the rooms and libraries that it may use, besides the JDK and JSpecify. */
  private static final Map<String, Set<String>> ROOMS = new LinkedHashMap<>();

  static {
    room("text");
    room("json", "text", JACKSON);
    room("protocol", "json", "text", JACKSON);

    room("os", "text");
    room("shared");
    room("shared.memory", "shared", "os");
    room("shared.client", "shared", "shared.memory", "worker.mapping", "protocol", "json", "text");
    room("worker", "shared", "json");
    room(
        "worker.mapping",
        "worker",
        "shared",
        "json",
        JACKSON,
        DATABIND,
        "com.fasterxml.jackson.annotation..");
    room(
        "worker.runtime",
        "worker",
        "worker.mapping",
        "worker.runtime.handler",
        "shared",
        "shared.client",
        "os",
        "protocol",
        "json",
        "text");
    room("worker.runtime.handler", "worker", "worker.mapping", "protocol", "json", "text");
    room("worker.handlers", "worker", "json", "text");
    room("worker.handlers.exec", "worker", "os", "text", "org.apache.commons.exec..");
    room("worker.handlers.image", "worker");

    room("supervisor.model", "json", "text");
    room("supervisor.process", "supervisor.model", "protocol", "os", "json", "text");
    room("shared.server", "shared.memory", "protocol", "json", "text");
    room("supervisor.engine.task", "supervisor.model", "json", "text");
    room(
        "supervisor.engine.worker",
        "supervisor.engine.task",
        "supervisor.model",
        "supervisor.process",
        "shared.server",
        "protocol",
        "json",
        "text");
    room(
        "supervisor.engine",
        "supervisor.engine.task",
        "supervisor.engine.worker",
        "supervisor.model",
        "supervisor.process",
        "shared.server",
        "protocol",
        "json",
        "text");
    room("supervisor.classes", "os");
    room("supervisor.relay", "supervisor.model");
    room("supervisor.progress", "supervisor.model", "os", "text");
    room(
        "supervisor",
        "supervisor.engine",
        "supervisor.engine.task",
        "supervisor.engine.worker",
        "supervisor.model",
        "supervisor.process",
        "supervisor.classes",
        "supervisor.relay",
        "supervisor.progress",
        "shared",
        "shared.client",
        "shared.memory",
        "shared.server",
        "worker",
        "worker.mapping",
        "os",
        "protocol",
        "json",
        "text");

    room("supervisor.job", "supervisor.model", "json", "text", JACKSON);
    room("supervisor.each", "supervisor.job", "supervisor.model", "json", "text", JACKSON);
    room("supervisor.results", "supervisor.model", "json", "text", "os", JACKSON);
    room(
        "supervisor.run",
        "supervisor",
        "supervisor.job",
        "supervisor.results",
        "supervisor.model",
        "json",
        "text");

    room("supervisor.control", "supervisor.run", "supervisor.model", "json", "text", JACKSON);

    room(
        "supervisor.serve.queue",
        "supervisor.job",
        "supervisor.results",
        "supervisor.model",
        "json",
        "text",
        "os",
        JACKSON);

    room("supervisor.serve.page", "supervisor.results", "supervisor.model", "json", "text", "os");

    room(
        "supervisor.serve.schedule",
        "supervisor.serve.queue",
        "supervisor.job",
        "supervisor.model",
        "text",
        "com.cronutils..");
    room(
        "supervisor.serve.http",
        "supervisor.serve.page",
        "supervisor.serve.queue",
        "supervisor.control",
        "supervisor.job",
        "supervisor.results",
        "supervisor.model",
        "json",
        "text",
        "os",
        "org.eclipse.jetty..",
        "io.prometheus..");
    room(
        "supervisor.serve",
        "supervisor",
        "supervisor.serve.http",
        "supervisor.serve.queue",
        "supervisor.control",
        "supervisor.run",
        "supervisor.model");

    room(
        "supervisor.redis",
        "supervisor.run",
        "supervisor.job",
        "supervisor.results",
        "supervisor.model",
        "json",
        "text",
        "os",
        "redis.clients.jedis..",
        "org.apache.commons.pool2..");

    room("supervisor.cli.client", "text");
    room("supervisor.cli.control", "supervisor.control", "json", "text", "os", "jdk.net..");
    room(
        "supervisor.cli.terminal",
        "supervisor.run",
        "supervisor.results",
        "supervisor.progress",
        "supervisor.model",
        "json",
        "text",
        "os");
    room(
        "supervisor.cli",
        "supervisor",
        "supervisor.cli.client",
        "supervisor.cli.control",
        "supervisor.cli.terminal",
        "supervisor.control",
        "supervisor.each",
        "supervisor.job",
        "supervisor.redis",
        "supervisor.results",
        "supervisor.run",
        "supervisor.serve",
        "supervisor.serve.http",
        "supervisor.serve.page",
        "supervisor.serve.queue",
        "supervisor.serve.schedule",
        "supervisor.model",
        "worker",
        "worker.handlers.exec",
        "worker.mapping",
        "json",
        "text",
        "os",
        "picocli..");
  }

  private static JavaClasses classes;

  private static void room(String name, String... mayUse) {
    ROOMS.put(name, Set.of(mayUse));
  }

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("test-classes"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.reeve");
  }

  @Test
  void every_package_is_a_room_of_the_table() {
    Set<String> packages = new HashSet<>();
    classes.forEach(each -> packages.add(each.getPackageName().substring(ROOT.length())));
    assertThat(packages).isEqualTo(ROOMS.keySet());
  }

  @TestFactory
  Stream<DynamicTest> every_room_keeps_to_itself() {
    return ROOMS.keySet().stream()
        .map(RoomsTest::keepsToItsRooms)
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
  }

  private static ArchRule keepsToItsRooms(String room) {
    List<String> allowed =
        new ArrayList<>(List.of("java..", "javax..", "sun.misc", "org.jspecify.."));
    allowed.add(ROOT + room);
    for (String other : ROOMS.get(room)) {
      allowed.add(other.endsWith("..") ? other : ROOT + other);
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + room)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed.toArray(String[]::new)).or(isPrimitive()))
        .as(room + " uses only " + String.join(", ", ROOMS.get(room)));
  }

  private static DescribedPredicate<JavaClass> isPrimitive() {
    return DescribedPredicate.describe(
        "is primitive", type -> type.getBaseComponentType().isPrimitive());
  }

  @Test
  void decisions_use_monotonic_time_only() {
    wallClock().check(classes);
  }

  /** Names of libraries on the page. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("Jackson core", JACKSON),
          Map.entry("Jackson databind", DATABIND),
          Map.entry("Jackson annotations", "com.fasterxml.jackson.annotation.."),
          Map.entry("Commons Exec", "org.apache.commons.exec.."),
          Map.entry("Commons Pool", "org.apache.commons.pool2.."),
          Map.entry("cron-utils", "com.cronutils.."),
          Map.entry("the JDK's socket options", "jdk.net.."),
          Map.entry("Jedis", "redis.clients.jedis.."),
          Map.entry("Jetty", "org.eclipse.jetty.."),
          Map.entry("Prometheus metrics", "io.prometheus.."),
          Map.entry("picocli", "picocli.."));

  @Test
  void the_page_about_the_design_has_the_same_table() throws IOException {
    Map<String, Set<String>> page = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Checkout.top().resolve("supervisor/docs/design.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 7 && cells[2].strip().startsWith("`")) {
        page.put(cells[2].strip().replace("`", ""), used(cells[4]));
      }
    }
    assertThat(page).isEqualTo(ROOMS);
  }

  private static Set<String> used(String cell) {
    Set<String> used = new HashSet<>();
    for (String name : cell.replace("`", "").strip().split(", ", -1)) {
      used.add(LIBRARIES.getOrDefault(name, name));
    }
    used.remove("–");
    return used;
  }

  @TestFactory
  Stream<DynamicTest> what_has_one_place_stays_there() {
    return Stream.of(
            processes(),
            exec(),
            engineFiles(),
            serverThreads(),
            exit(),
            workerExit(),
            sleep(),
            output())
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
  }

  private static ArchRule processes() {
    return classes()
        .that()
        .resideInAPackage("dev.reeve.supervisor..")
        .and()
        .resideOutsideOfPackage(ROOT + "supervisor.process")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(JavaClass.Predicates.equivalentTo(ProcessBuilder.class)))
        .as("the supervisor starts processes only in supervisor.process");
  }

  private static ArchRule exec() {
    return noClasses()
        .should(callMethod(Runtime.class, "exec", String[].class))
        .orShould(callMethod(Runtime.class, "exec", String.class))
        .orShould(callMethod(Runtime.class, "exec", String[].class, String[].class))
        .as("processes are started by ProcessBuilder only");
  }

  /** A jump of the wall clock must not change any decision. */
  private static ArchRule wallClock() {
    return noClasses()
        .that()
        .resideInAnyPackage(ENGINE + "..", ROOT + "supervisor.process", ROOT + "shared.server")
        .and()
        .doNotHaveFullyQualifiedName(EngineClock.SYSTEM.getClass().getName())
        .and()
        .doNotHaveSimpleName("WorkerLog")
        .should(callMethod(System.class, "currentTimeMillis"))
        .orShould(callMethod(Instant.class, "now"))
        .orShould(callMethod(LocalDateTime.class, "now"))
        .orShould(dependOnClassesThat(assignableTo(Clock.class)))
        .as("the wall clock is read for records only");
  }

  private static ArchRule engineFiles() {
    return noClasses()
        .that()
        .resideInAnyPackage(ENGINE + "..", ROOT + "shared.server")
        .and()
        .haveNameNotMatching(".*\\.Mapped(Counter|Queue)Memory")
        .should(dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.io..")))
        .as("the engine and the shared objects touch no files");
  }

  private static ArchRule serverThreads() {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "shared.server")
        .should(dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")))
        .as("the state of shared objects knows no threads");
  }

  private static ArchRule exit() {
    return noClasses()
        .that()
        .resideInAPackage("dev.reeve.supervisor..")
        .and()
        .resideOutsideOfPackage(ROOT + "supervisor.cli")
        .should(callMethod(System.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "halt", int.class))
        .orShould(callMethod(Runtime.class, "exit", int.class))
        .as("only the command line ends the supervisor's JVM");
  }

  private static ArchRule workerExit() {
    return noClasses()
        .that()
        .resideInAnyPackage("dev.reeve.worker..", "dev.reeve.shared..", "dev.reeve.os")
        .and()
        .haveNameNotMatching("dev\\.reeve\\.worker\\.runtime\\.JvmExit(\\$HaltLater)?")
        .should(callMethod(System.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "halt", int.class))
        .as("one class ends the worker's JVM");
  }

  private static ArchRule sleep() {
    return noClasses().should(callMethod(Thread.class, "sleep", long.class)).as("no thread sleeps");
  }

  private static ArchRule output() {
    return noClasses()
        .that()
        .resideInAnyPackage("dev.reeve.worker..", "dev.reeve.shared..", "dev.reeve.os")
        .should(accessField(System.class, "out"))
        .orShould(dependOnClassesThat(resideInAnyPackage("java.util.logging..")))
        .as("workers print nothing to standard output and load no logging module");
  }
}
