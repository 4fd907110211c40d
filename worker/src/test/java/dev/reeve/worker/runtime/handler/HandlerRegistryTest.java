package dev.reeve.worker.runtime.handler;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.runtime.Conversation;
import dev.reeve.worker.runtime.TestHandlers;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerRegistryTest {
  private final Path folder;

  HandlerRegistryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void handlers_are_found_without_being_made() throws Exception {
    TestHandlers.CONSTRUCTED.set(0);
    HandlerRegistry registry = load(TestHandlers.Moody.class, Good.class);
    assertThat(registry.names()).containsExactly("a/Good-1.x", "test/moody");
    assertThat(TestHandlers.CONSTRUCTED).hasValue(0);
    registry.close();
  }

  @Test
  void the_built_in_handlers_are_those_that_would_be_found() throws Exception {
    HandlerRegistry builtIn = HandlerRegistry.builtIn();
    HandlerRegistry found = HandlerRegistry.load(HandlerRegistry.class.getClassLoader());

    assertThat(found.names())
        .filteredOn(name -> isOfReeve(requireNonNull(found.find(name))))
        .isEqualTo(builtIn.names());
    for (String name : builtIn.names()) {
      RegisteredHandler handler = requireNonNull(builtIn.find(name));
      RegisteredHandler same = requireNonNull(found.find(name));
      assertThat(handler.type()).isEqualTo(same.type());
      assertThat(requireNonNull(same.type().getAnnotation(HandlerName.class)).value())
          .isEqualTo(name);
      assertThat(handler.request().isJson()).isEqualTo(same.request().isJson());
    }
  }

  /** The tests bring handlers as well. */
  private static boolean isOfReeve(RegisteredHandler handler) {
    return handler.type().getPackageName().startsWith("dev.reeve.worker.handlers");
  }

  @Test
  void a_class_without_a_name_is_named() {
    assertThatThrownBy(() -> load(Nameless.class))
        .isInstanceOf(InvalidHandlersException.class)
        .hasMessageContaining(Nameless.class.getName())
        .hasMessageContaining("@HandlerName");
  }

  @Test
  void two_classes_of_one_name_are_both_named() {
    assertThatThrownBy(() -> load(Good.class, Twin.class))
        .isInstanceOf(InvalidHandlersException.class)
        .hasMessageContaining(Good.class.getName())
        .hasMessageContaining(Twin.class.getName());
  }

  @Test
  void a_name_with_a_space_is_refused() {
    assertThatThrownBy(() -> load(BadName.class))
        .isInstanceOf(InvalidHandlersException.class)
        .hasMessageContaining("\"not good\"");
  }

  @Test
  void a_class_without_a_public_constructor_is_named() {
    assertThatThrownBy(() -> load(Closed.class))
        .isInstanceOf(InvalidHandlersException.class)
        .hasMessageContaining(Closed.class.getName());
  }

  @Test
  void a_class_that_is_no_handler_is_named() {
    assertThatThrownBy(() -> load(Conversation.class))
        .isInstanceOf(InvalidHandlersException.class)
        .hasMessageContaining(Conversation.class.getName());
  }

  private HandlerRegistry load(Class<?>... handlers) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    StringBuilder names = new StringBuilder();
    for (Class<?> handler : handlers) {
      names.append(handler.getName()).append('\n');
    }
    Files.writeString(services.resolve(TaskHandler.class.getName()), names);
    return HandlerRegistry.load(new OnlyHere(folder.toUri().toURL()));
  }

  /** Sees the tests' classes, but no services other than its own. */
  private static final class OnlyHere extends URLClassLoader {
    private final URL place;

    OnlyHere(URL place) {
      super(new URL[] {place}, HandlerRegistryTest.class.getClassLoader());
      this.place = place;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return Collections.enumeration(List.of(new URL(place, name)));
    }
  }

  /** Gives back what it gets. */
  abstract static class Same implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json request, TaskContext context) {
      return request;
    }
  }

  @HandlerName("a/Good-1.x")
  public static final class Good extends Same {}

  @HandlerName("a/Good-1.x")
  public static final class Twin extends Same {}

  @HandlerName("not good")
  public static final class BadName extends Same {}

  public static final class Nameless extends Same {}

  @HandlerName("closed")
  public static final class Closed extends Same {
    private Closed() {}
  }
}
