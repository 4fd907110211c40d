package dev.reeve.worker.runtime;

import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.worker.runtime.handler.HandlerRegistry;
import dev.reeve.worker.runtime.handler.InvalidHandlersException;
import dev.reeve.worker.runtime.handler.SuppliedClassLoader;
import dev.reeve.worker.runtime.handler.WorkerHookCall;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the supervisor's messages, or refuses them if the worker's state does not allow them.
 * Control thread.
 */
final class MessageReceiver implements ToWorker.Receiver {
  /** Bytes that one character takes in JSON at most, the envelope included. */
  private static final int MAX_BYTES_PER_CHAR = 8;

  private final FrameReader in;
  private final WorkerLink link;
  private final ClassLoader handlerLoader;
  private State state = State.NEW;
  private @Nullable Session session;
  private @Nullable HandlerRegistry handlers;
  private @Nullable SuppliedClassLoader suppliedLoader;
  private WorkerSettings settings = WorkerSettings.DEFAULT;

  /** The requests so far, which decide which messages may come next. */
  private enum State {
    /** Nothing; only {@code initialize} may come. */
    NEW,
    /** {@code initialize}; anything else may come. */
    READY,
    /** To end; no task may come. */
    STOPPING
  }

  /**
   * Makes a receiver that waits for {@code initialize}.
   *
   * @param in gets the frame limit of the settings
   * @param handlerLoader sees the handlers and their {@code META-INF/services}
   */
  MessageReceiver(FrameReader in, WorkerLink link, ClassLoader handlerLoader) {
    this.in = in;
    this.link = link;
    this.handlerLoader = handlerLoader;
  }

  /** Queues the tasks that have been received; called when no further message is at hand. */
  void releaseTasks() {
    if (session != null) {
      session.releaseTasks();
    }
  }

  /** Ends the worker, unless it was asked to end before. */
  void endOfInput() {
    if (state == State.STOPPING) {
      link.requests().abandon("this worker is ending: its supervisor answers no more");
    } else {
      link.supervisorLoss().lost("standard input ended without a shutdown: the supervisor is gone");
    }
  }

  @Override
  public void initialize(ToWorker.Initialize message) {
    if (state != State.NEW) {
      refuse(message.id(), "this worker is already initialized");
    } else if (message.protocolVersion() != Protocol.VERSION) {
      giveUp(message.id(), RpcError.NOT_READY, wrongVersion(message.protocolVersion()));
    } else {
      begin(message);
    }
  }

  private void begin(ToWorker.Initialize message) {
    HandlerRegistry found;
    try {
      found = findHandlers();
    } catch (InvalidHandlersException e) {
      giveUp(message.id(), RpcError.INTERNAL_ERROR, String.valueOf(e.getMessage()));
      return;
    }
    handlers = found;
    apply(message.settings());
    Session begun = new Session(message, link);
    session = begun;
    link.supervisorLoss().setSession(begun);
    register(message.setup().handlerClasses(), message.setup().classFiles());
    begun.start(message.id(), found, hook(message));
    state = State.READY;
  }

  private HandlerRegistry findHandlers() throws InvalidHandlersException {
    return Boolean.getBoolean("reeve.ownHandlers")
        ? HandlerRegistry.builtIn()
        : HandlerRegistry.load(handlerLoader);
  }

  private void apply(WorkerSettings wanted) {
    settings = wanted;
    in.setMaxFrameBytes(wanted.maxFrameBytes());
    link.outbox().setMaxFrameBytes(wanted.maxFrameBytes());
    if (wanted.shortLines()) {
      link.outbox().useShortLines();
    }
    if (wanted.lastWords() != null) {
      link.outbox().openLastWords(Path.of(wanted.lastWords()));
    }
  }

  private @Nullable WorkerHookCall hook(ToWorker.Initialize message) {
    String hook = message.setup().hook();
    return hook == null
        ? null
        : new WorkerHookCall(hook, message.setup().argument(), suppliedLoader());
  }

  @Override
  public void registerHandlers(ToWorker.RegisterHandlers message) {
    register(message.handlerClasses(), message.classFiles());
  }

  private void register(Map<String, String> handlerClasses, Map<String, String> classFiles) {
    if (handlers != null && !(handlerClasses.isEmpty() && classFiles.isEmpty())) {
      SuppliedClassLoader loader = suppliedLoader().with(classFiles);
      suppliedLoader = loader;
      handlers.register(handlerClasses, loader);
    }
  }

  /** Makes the loader when it is first needed: most workers need none. */
  private SuppliedClassLoader suppliedLoader() {
    SuppliedClassLoader made = suppliedLoader;
    if (made == null) {
      made = new SuppliedClassLoader(handlerLoader);
      suppliedLoader = made;
    }
    return made;
  }

  @Override
  public void runTask(ToWorker.RunTask message) {
    Session current = session;
    if (state == State.READY && current != null) {
      current.add(message);
    } else {
      refuse(message.id());
    }
  }

  @Override
  public void cancelTask(ToWorker.CancelTask message) {
    if (session != null) {
      session.cancel(message.request(), message.onlyWaiting());
    }
  }

  @Override
  public void diagnose(ToWorker.Diagnose message) {
    if (state == State.NEW) {
      refuse(message.id());
      return;
    }
    String threads = ThreadDump.now(settings.maxFrameBytes() / MAX_BYTES_PER_CHAR);
    link.responses().diagnosis(message.id(), new Diagnosis(threads, MemoryProbe.now()));
  }

  @Override
  public void shutdown(ToWorker.Shutdown message) {
    Session current = session;
    if (state == State.READY && current != null) {
      state = State.STOPPING;
      current.shutDown(message);
    } else {
      refuse(message.id());
    }
  }

  @Override
  public void success(ToWorker.Success message) {
    link.requests().answered(message);
  }

  @Override
  public void failure(ToWorker.Failure message) {
    link.requests().answered(message);
  }

  private void refuse(RequestId id) {
    refuse(id, state == State.NEW ? "initialize must come first" : "this worker is ending");
  }

  private void refuse(RequestId id, String message) {
    link.responses().error(id, new RpcError(RpcError.NOT_READY, message, null));
  }

  /** Reports that the worker can't be used, and exits. */
  private void giveUp(RequestId id, int code, String message) {
    state = State.STOPPING;
    System.err.println("reeve worker: " + message);
    link.responses().error(id, new RpcError(code, message, null));
    link.exit().exit(SupervisorLossHandler.EXIT_CODE);
  }

  private static String wrongVersion(int theirs) {
    return "the supervisor speaks protocol version %d, but this worker speaks %d: use the same release for both"
        .formatted(theirs, Protocol.VERSION);
  }
}
