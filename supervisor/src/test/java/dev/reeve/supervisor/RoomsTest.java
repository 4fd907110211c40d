package dev.reeve.supervisor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.reeve.supervisor.engine.EngineClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may use whom: the rooms of {@code supervisor/docs/design.md}. */
class RoomsTest {
  private static final String ROOT = "dev.reeve.supervisor";
  private static final String PROCESS = "dev.reeve.supervisor.process";
  private static final String ENGINE = "dev.reeve.supervisor.engine";
  private static final String SHARED = "dev.reeve.supervisor.shared";
  private static final String JOB = "dev.reeve.supervisor.job";
  private static final String RESULTS = "dev.reeve.supervisor.results";
  private static final String MAPPING = "dev.reeve.supervisor.mapping";
  private static final String CLI = "dev.reeve.supervisor.cli";
  private static final String WORKER = "dev.reeve.worker..";
  private static final String JACKSON = "tools.jackson..";

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.reeve.supervisor");
  }

  @TestFactory
  Stream<DynamicTest> every_room_keeps_to_itself() {
    return Stream.of(
            room(MAPPING)
                .never(
                    PROCESS, ENGINE, SHARED, JOB, RESULTS, CLI, ROOT, "dev.reeve.worker.runtime"),
            room(PROCESS).never(MAPPING, ENGINE, SHARED, JOB, RESULTS, CLI, WORKER, JACKSON),
            room(ENGINE)
                .never(MAPPING, JOB, RESULTS, CLI, WORKER, JACKSON, "java.nio.file..", "java.io.."),
            room(SHARED)
                .never(
                    MAPPING,
                    PROCESS,
                    ENGINE,
                    JOB,
                    RESULTS,
                    CLI,
                    WORKER,
                    JACKSON,
                    "java.nio.file..",
                    "java.util.concurrent.."),
            room(JOB).never(MAPPING, PROCESS, ENGINE, SHARED, RESULTS, CLI, WORKER),
            room(RESULTS).never(MAPPING, PROCESS, ENGINE, SHARED, JOB, CLI, WORKER),
            room(CLI)
                .never(
                    MAPPING,
                    PROCESS,
                    ENGINE,
                    "dev.reeve.worker.runtime",
                    "dev.reeve.worker.handlers"),
            room(ROOT).never(JOB, RESULTS, CLI, JACKSON),
            onlyIn(PROCESS, "processes are started", ProcessBuilder.class),
            exec(),
            wallClock(),
            exit())
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
  }

  private static ArchRule exec() {
    return noClasses()
        .should(callMethod(Runtime.class, "exec", String[].class))
        .orShould(callMethod(Runtime.class, "exec", String.class))
        .orShould(callMethod(Runtime.class, "exec", String[].class, String[].class))
        .as("no process is started past ProcessBuilder");
  }

  /** Whatever happens to the wall clock, no decision can notice. */
  private static ArchRule wallClock() {
    return noClasses()
        .that()
        .resideInAnyPackage(ENGINE, PROCESS, SHARED)
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

  private static ArchRule exit() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should(callMethod(System.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "halt", int.class))
        .orShould(callMethod(Runtime.class, "exit", int.class))
        .as("only the command line ends the JVM");
  }

  private static ArchRule onlyIn(String room, String what, Class<?> type) {
    return classes()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .onlyDependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(type)))
        .as(what + " only in " + room);
  }

  private static Room room(String name) {
    return new Room(name);
  }

  private record Room(String name) {
    ArchRule never(String... others) {
      return noClasses()
          .that()
          .resideInAPackage(name)
          .should()
          .dependOnClassesThat(resideInAnyPackage(others))
          .as(name + " never uses " + String.join(", ", others))
          .allowEmptyShould(false);
    }
  }
}
