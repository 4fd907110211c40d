package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import dev.reeve.worker.WorkerContext;
import dev.reeve.worker.WorkerHook;
import dev.reeve.worker.runtime.handler.SuppliedClassLoader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a worker is handed by the program that embeds its supervisor. */
class SetupTest {

  /** No services file names it. */
  private static final class Twice implements TaskHandler<Integer, Integer> {
    @Override
    public Integer handle(Integer number, TaskContext context) {
      return 2 * number;
    }
  }

  /** Has the name of a handler that is registered. */
  @HandlerName("test/echo")
  private static final class Twin implements TaskHandler<Json, Json> {
    @Override
    public Json handle(Json payload, TaskContext context) {
      return payload;
    }
  }

  /** Keeps what it was given until it is closed. */
  private static final class Open implements WorkerHook<String> {
    static volatile String open = "";

    @Override
    public void initialize(String word) {
      if (word.isEmpty()) {
        throw new IllegalArgumentException("no word");
      }
      open = word;
    }

    @Override
    public void close() {
      open = "closed";
    }
  }

  /** Tells where it is, uses a lock that it forgets to release, and leaves a result. */
  private static final class Place implements WorkerHook<Place.Wish> {
    record Wish(int exitNumber) {}

    record Left(int slot, int generation, int number) {}

    private @Nullable WorkerContext worker;
    private int number;

    @Override
    public void initialize(Wish wish, WorkerContext context) throws InterruptedException {
      worker = context;
      number = wish.exitNumber();
      context.logger().log(System.Logger.Level.INFO, "in slot {0}", context.slot());
      context.shared().lock("l").acquire();
    }

    @Override
    public void close() {
      worker.exitResult(new Left(worker.slot(), worker.generation(), number));
    }
  }

  /** Tells the worker's place, and tries exit results that are refused. */
  private static final class Leave implements TaskHandler<Integer, List<String>> {
    @Override
    public List<String> handle(Integer wanted, TaskContext context) {
      List<String> told = new ArrayList<>();
      told.add(context.worker().slot() + "." + context.worker().generation());
      for (Object bad : List.of("x".repeat(70_000), new Object())) {
        try {
          context.worker().exitResult(bad);
        } catch (IllegalArgumentException e) {
          told.add(e.getMessage());
        }
      }
      context.worker().exitResult(Map.of("wanted", wanted));
      return told;
    }
  }

  @Test
  void a_hook_knows_its_place_shares_objects_logs_and_leaves_a_result() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker
          .talk()
          .send(initialize(3, 2, Map.of(), Place.class.getName(), Json.of("{\"exitNumber\":17}")));
      assertThat(worker.talk().next()).isEqualTo(new FromWorker.Log("info", "in slot 3", null));
      grantLock(worker);
      assertThat(worker.talk().next())
          .isInstanceOfSatisfying(
              FromWorker.Log.class,
              log ->
                  assertThat(log.message())
                      .isEqualTo(
                          "the hook ended without releasing its locks, which are released now: [l]"));
      worker.talk().success(0);
      assertThat(exitResult(worker)).hasToString("{\"slot\":3,\"generation\":2,\"number\":17}");
    }
  }

  private static void grantLock(WorkerUnderTest worker) throws Exception {
    for (SharedOperation operation :
        List.of(SharedOperation.OPEN, SharedOperation.ACQUIRE, SharedOperation.RELEASE)) {
      FromWorker.SharedCallRequest call = (FromWorker.SharedCallRequest) worker.talk().next();
      assertThat(call.call().operation()).isEqualTo(operation);
      Json done = Conversation.CODEC.write(SharedResult.of(1));
      worker.talk().send(new ToWorker.Success(call.id(), done));
    }
  }

  private static @Nullable Json exitResult(WorkerUnderTest worker) throws Exception {
    worker.talk().send(new ToWorker.Shutdown(RequestId.of(9), 0));
    Json result = worker.talk().success(9).result();
    return Conversation.CODEC.readShutdownResult(result).exitResult();
  }

  @Test
  void a_handler_knows_its_worker_and_may_leave_a_result_that_arrives_as_it_is() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().send(initialize(5, 1, Map.of("leave", Leave.class.getName()), null, Json.NULL));
      worker.talk().success(0);
      worker.talk().send(task(1, "leave", "4"));
      worker.talk().started(1);
      assertThat(worker.talk().success(1).result().elements())
          .extracting(Json::toString)
          .satisfiesExactly(
              place -> assertThat(place).isEqualTo("\"5.1\""),
              tooLong -> assertThat(tooLong).contains("70002 bytes", "at most 65536"),
              object -> assertThat(object).contains("a java.lang.Object can't be an exit result"));
      assertThat(exitResult(worker)).hasToString("{\"wanted\":4}");
    }
  }

  @Test
  void handlers_that_initialize_names_are_found() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().send(initialize(Map.of("twice", Twice.class.getName()), null, Json.NULL));
      assertThat(
              Conversation.CODEC.readInitializeResult(worker.talk().success(0).result()).handlers())
          .contains("twice", "test/echo");
      worker.talk().send(task(1, "twice", "21"));
      worker.talk().started(1);
      assertThat(worker.talk().success(1).result()).hasToString("42");
    }
  }

  @Test
  void further_handlers_may_be_named_later_and_those_that_cannot_be_had_fail_their_tasks()
      throws Exception {
    try (WorkerUnderTest worker = WorkerUnderTest.ready()) {
      worker
          .talk()
          .send(
              register("twice", Twice.class.getName()),
              register("gone", "no.such.Handler"),
              register("test/echo", Twin.class.getName()));
      worker.talk().send(task(1, "twice", "1"), task(2, "gone", "1"), task(3, "test/echo", "1"));
      worker.talk().started(1);
      assertThat(worker.talk().success(1).result()).hasToString("2");
      worker.talk().started(2);
      assertThat(worker.talk().failure(2).error().message())
          .contains("handler class no.such.Handler can't be loaded");
      worker.talk().started(3);
      assertThat(worker.talk().failure(3).error().message())
          .contains("two handlers have the name \"test/echo\"", Twin.class.getName());
    }
  }

  @Test
  void a_class_that_is_on_no_class_path_is_loaded_from_its_file() throws Exception {
    String name = Twice.class.getName();
    SuppliedClassLoader loader =
        new SuppliedClassLoader(new WithoutTwice())
            .with(Map.of(name, Base64.getEncoder().encodeToString(bytesOf(Twice.class))));
    Class<?> loaded = Class.forName(name, true, loader);
    assertThat(loaded.getClassLoader()).isSameAs(loader);
    assertThat(TaskHandler.class.isAssignableFrom(loaded)).isTrue();
  }

  /** Does not see {@link Twice}. */
  private static final class WithoutTwice extends ClassLoader {
    WithoutTwice() {
      super(SetupTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(Twice.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void a_hook_runs_before_the_worker_is_ready_and_is_closed_at_the_end() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().send(initialize(Map.of(), Open.class.getName(), Json.parse("\"sesame\"")));
      worker.talk().success(0);
      assertThat(Open.open).isEqualTo("sesame");
      worker.talk().send(new ToWorker.Shutdown(RequestId.of(9), 0));
      worker.talk().success(9);
      assertThat(worker.end()).isEqualTo("exit 0");
      assertThat(Open.open).isEqualTo("closed");
    }
  }

  @Test
  void a_hook_that_throws_is_told_with_its_stack_and_ends_the_worker() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().send(initialize(Map.of(), Open.class.getName(), Json.parse("\"\"")));
      RpcError error = worker.talk().failure(0).error();
      assertThat(error.code()).isEqualTo(RpcError.HOOK_FAILED);
      assertThat(error.message()).contains(Open.class.getName(), "no word");
      assertThat(error.data().stack()).contains("IllegalArgumentException: no word");
      assertThat(worker.end()).isEqualTo("exit 1");
    }
  }

  @Test
  void a_hook_that_cannot_be_had_is_named() throws Exception {
    try (WorkerUnderTest worker = new WorkerUnderTest()) {
      worker.talk().send(initialize(Map.of(), "no.such.Hook", Json.NULL));
      assertThat(worker.talk().failure(0).error().message())
          .contains("no.such.Hook", "ClassNotFoundException");
    }
  }

  private static ToWorker register(String name, String className) {
    return new ToWorker.RegisterHandlers(Map.of(name, className), Map.of());
  }

  private static ToWorker initialize(Map<String, String> handlers, String hook, Json argument) {
    return initialize(0, 0, handlers, hook, argument);
  }

  private static ToWorker initialize(
      int slot,
      int generation,
      Map<String, String> handlers,
      @Nullable String hook,
      Json argument) {
    return new ToWorker.Initialize(
        RequestId.of(0),
        Protocol.VERSION,
        slot,
        generation,
        WorkerSettings.DEFAULT,
        new WorkerSetup(handlers, Map.of(), hook, argument));
  }
}
