package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.testing.CompiledClasses;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.runtime.handler.SuppliedClassLoader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings({"rawtypes", "unchecked"}) // classes that exist only in loaders of the test
class HandlerRegistrationsTest {
  private static final String TWICE =
      """
      package com.example;
      public class Twice implements dev.reeve.worker.TaskHandler<Integer, Integer> {
        public Integer handle(Integer n, dev.reeve.worker.TaskContext context) {
          return Factor.VALUE.intValue() * n;
        }
      }
      """;

  private static final String FACTOR =
      """
      package com.example;
      class Factor { static final Integer VALUE = Integer.valueOf(2); }
      """;

  private static final String OTHER =
      """
      package com.example;
      public class Other implements dev.reeve.worker.TaskHandler<Integer, Integer> {
        public Integer handle(Integer n, dev.reeve.worker.TaskContext context) {
          return n;
        }
      }
      """;

  @TempDir Path folder;
  private final List<ToWorker.RegisterHandlers> announced = new ArrayList<>();
  private final HandlerRegistrations handlers = registrations(WorkerClassPath.of(List.of(), null));

  private HandlerRegistrations registrations(WorkerClassPath classPath) {
    return new HandlerRegistrations(
        (message, batches) -> announced.add(message), classPath, Map.of(), 1 << 20);
  }

  /** Runs in no worker. */
  static final class OnClassPath implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      return number;
    }
  }

  @Test
  void a_class_of_the_class_path_is_registered_once_without_files() {
    assertThat(handlers.of(OnClassPath.class).name()).isEqualTo(OnClassPath.class.getName());
    assertThat(handlers.of(OnClassPath.class)).isSameAs(handlers.of(OnClassPath.class));
    assertThat(announced).hasSize(1);
    assertThat(announced.get(0).classFiles()).isEmpty();
  }

  @Test
  void another_class_of_the_same_name_is_another_version_and_each_task_gets_its_own()
      throws Exception {
    assertThat(handlers.of(load("one", TWICE, FACTOR)).name()).isEqualTo("com.example.Twice");
    assertThat(handlers.of(load("two", TWICE, FACTOR.replace("2", "3"))).name())
        .isEqualTo("com.example.Twice#2");
    assertThat(announced.get(1).classFiles())
        .as("what has changed, and what uses it")
        .containsOnlyKeys("com.example.Twice", "com.example.Factor");
    SuppliedClassLoader first = new SuppliedClassLoader(getClass().getClassLoader());
    first = first.with(announced.get(0).classFiles());
    SuppliedClassLoader second = first.with(announced.get(1).classFiles());
    assertThat(call(first)).isEqualTo(20);
    assertThat(call(second)).isEqualTo(30);
  }

  private static Object call(ClassLoader loader) throws Exception {
    Class<?> type = Class.forName("com.example.Twice", true, loader);
    TaskHandler handler = (TaskHandler) type.getDeclaredConstructor().newInstance();
    return handler.handle(10, null);
  }

  @Test
  void the_same_class_in_another_loader_is_the_same_handler() throws Exception {
    String first = handlers.of(load("one", TWICE, FACTOR)).name();
    assertThat(handlers.of(load("two", TWICE, FACTOR)).name()).isEqualTo(first);
    assertThat(announced).hasSize(1);
  }

  @Test
  void only_files_that_are_missing_are_sent() throws Exception {
    ClassLoader loader = loader("one", TWICE, FACTOR, OTHER);
    handlers.of(type(loader, "Twice"));
    handlers.of(type(loader, "Other"));
    assertThat(announced.get(1).classFiles()).containsOnlyKeys("com.example.Other");
    assertThat(handlers.all()).isEqualTo(announced);
  }

  @Test
  void what_the_settings_name_is_not_sent() throws Exception {
    Path classes = CompiledClasses.compile(folder.resolve("one"), TWICE, FACTOR);
    handlersWith(classes).of(load("two", TWICE, FACTOR));
    assertThat(announced.get(0).classFiles()).isEmpty();
  }

  private HandlerRegistrations handlersWith(Path entry) {
    return registrations(WorkerClassPath.of(List.of(entry), null));
  }

  @Test
  void a_class_without_a_file_is_refused_with_the_remedy_unless_it_is_named() throws Exception {
    Path classes = CompiledClasses.compile(folder.resolve("one"), TWICE, FACTOR);
    Class<? extends TaskHandler> type = type(new Silent(classes), "Twice");
    assertThatThrownBy(() -> handlers.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "workers cannot load com.example.Twice",
            "Silent",
            "name the jar or folder",
            "classpath(…)");
    assertThat(handlersWith(classes).of(type).name()).isEqualTo("com.example.Twice");
  }

  /** Tells no file of its classes. */
  private static final class Silent extends ClassLoader {
    private final Path folder;

    Silent(Path folder) {
      super(HandlerRegistrationsTest.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try {
        byte[] file = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private Class<? extends TaskHandler> load(String name, String... sources) throws Exception {
    return type(loader(name, sources), "Twice");
  }

  private ClassLoader loader(String name, String... sources) throws IOException {
    Path classes = CompiledClasses.compile(folder.resolve(name), sources);
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, HandlerRegistrationsTest.class.getClassLoader());
  }

  private static Class<? extends TaskHandler> type(ClassLoader loader, String name)
      throws ClassNotFoundException {
    return loader.loadClass("com.example." + name).asSubclass(TaskHandler.class);
  }
}
