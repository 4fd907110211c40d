package dev.reeve.worker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom in this module. */
class WorkerRoomsTest {
  private static final String API = "dev.reeve.worker";
  private static final String SHARED = "dev.reeve.worker.shared";
  private static final String MEMORY = "dev.reeve.worker.memory";
  private static final String PROC = "dev.reeve.worker.proc";
  private static final String PROXY = "dev.reeve.worker.proxy";
  private static final String RUNTIME = "dev.reeve.worker.runtime..";
  private static final String HANDLERS = "dev.reeve.worker.handlers..";
  private static final String PROTOCOL = "dev.reeve.protocol..";

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(API);

  @Test
  void what_handler_authors_see_knows_nothing_of_how_it_is_run() {
    check(
        classes()
            .that()
            .resideInAnyPackage(API, SHARED)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(API, SHARED, "java..", "org.jspecify..")));
  }

  @Test
  void shared_memory_knows_files_and_what_handler_authors_see() {
    check(
        classes()
            .that()
            .resideInAPackage(MEMORY)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(MEMORY, SHARED, "java..", "org.jspecify..")));
  }

  @Test
  void what_is_known_of_processes_knows_nobody() {
    check(
        classes()
            .that()
            .resideInAPackage(PROC)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PROC, "java..", "org.jspecify..")));
  }

  @Test
  void proxies_know_no_way_to_the_supervisor_but_their_port() {
    check(
        noClasses()
            .that()
            .resideInAPackage(PROXY)
            .should()
            .dependOnClassesThat(resideInAnyPackage(RUNTIME, HANDLERS)));
  }

  @Test
  void built_in_handlers_know_neither_the_protocol_nor_the_runtime() {
    check(
        noClasses()
            .that()
            .resideInAPackage(HANDLERS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PROTOCOL, RUNTIME, PROXY, MEMORY)));
  }

  @Test
  void the_runtime_knows_no_handler_by_name() {
    check(
        noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat(resideInAPackage(HANDLERS)));
  }

  @Test
  void only_built_in_handlers_use_commons_exec() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(HANDLERS)
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.commons.exec..")));
  }

  @Test
  void nothing_here_knows_the_supervisor() {
    check(noClasses().should().dependOnClassesThat(resideInAPackage("dev.reeve.supervisor..")));
  }

  @Test
  void one_class_ends_the_process() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.reeve.worker.runtime.JvmEnd")
            .and()
            .doNotHaveFullyQualifiedName("dev.reeve.worker.runtime.JvmEnd$HaltLater")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
    check(rule);
  }

  @Test
  void nobody_sleeps_and_nobody_prints_to_standard_output() {
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    check(noClasses().should().accessField(System.class, "out"));
  }

  @Test
  void nobody_loads_the_logging_module() {
    check(noClasses().should().dependOnClassesThat(resideInAPackage("java.util.logging..")));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MODULE);
  }
}
