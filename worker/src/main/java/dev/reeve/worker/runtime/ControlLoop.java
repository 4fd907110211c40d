package dev.reeve.worker.runtime;

import dev.reeve.os.ProcessId;
import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.Frame;
import dev.reeve.protocol.FrameReader;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.worker.runtime.handler.HandlerRegistry;
import dev.reeve.worker.runtime.handler.InvalidHandlersException;
import dev.reeve.worker.runtime.handler.StackText;
import dev.reeve.worker.runtime.handler.SuppliedClassLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the control thread does: reads what the supervisor sends, to the end of input, and decides
 * by the worker's state what is done with it. Never runs a handler.
 */
final class ControlLoop implements ToWorker.Receiver {
  private static final int BYTES_PER_CHAR = 8; // at worst, in JSON, with room for the envelope

  private final FrameReader in;
  private final MessageCodec codec;
  private final Outbox outbox;
  private final Responses answers;
  private final SupervisorRequests requests;
  private final SupervisorLossHandler lifeline;
  private final ProcessExit end;
  private final ClassLoader handlerLoader;
  private State state = State.NEW;
  private @Nullable Session session;
  private @Nullable HandlerRegistry handlersByName;
  private @Nullable SuppliedClassLoader handed;
  private WorkerSettings settings = WorkerSettings.DEFAULT;

  /** What may come next. */
  private enum State {
    /** {@code initialize}. */
    NEW,
    /** Anything but {@code initialize}. */
    READY,
    /** Cancel and diagnose; the end of input is no surprise. */
    STOPPING
  }

  ControlLoop(
      FrameReader in,
      MessageCodec codec,
      Outbox outbox,
      SupervisorLossHandler lifeline,
      ProcessExit end,
      ClassLoader handlerLoader) {
    this.in = in;
    this.codec = codec;
    this.outbox = outbox;
    this.answers = new Responses(outbox);
    this.requests = new SupervisorRequests(outbox, codec);
    this.lifeline = lifeline;
    this.end = end;
    this.handlerLoader = handlerLoader;
  }

  /** Returns at the end of input, or when the worker ends for another reason. */
  void run() {
    try {
      readAll();
    } catch (FrameTooLongException e) {
      answers.error(null, new RpcError(RpcError.INVALID_REQUEST, text(e), null));
      lifeline.broken(text(e));
    } catch (IOException e) {
      lifeline.broken("standard input can't be read: " + e.getMessage());
    } catch (Throwable e) { // without this thread nobody would see the end of input
      lifeline.broken("a fault of its own: " + StackText.of(e));
    }
  }

  private void readAll() throws IOException {
    for (Frame frame = in.next(); frame != null; frame = in.next()) {
      receive(frame);
      if (session != null && !in.hasBufferedFrame()) {
        session.release();
      }
    }
    if (state == State.STOPPING) {
      requests.abandon("this worker is ending: its supervisor answers no more");
    } else {
      lifeline.broken("end of input without a shutdown: the supervisor is gone");
    }
  }

  private void receive(Frame frame) {
    try {
      codec.readToWorker(frame).deliverTo(this);
    } catch (ProtocolException e) {
      reject(e);
    } catch (RuntimeException | StackOverflowError e) {
      System.err.println("reeve worker: a fault of its own: " + StackText.of(e));
      answers.error(null, new RpcError(RpcError.INTERNAL_ERROR, StackText.headline(e), null));
    }
  }

  private void reject(ProtocolException e) {
    if (e.isAnswerable()) {
      answers.error(e.id(), e.error());
    } else {
      System.err.println("reeve worker: a notification was passed over: " + e.getMessage());
    }
  }

  @Override
  public void initialize(ToWorker.Initialize message) {
    if (state != State.NEW) {
      refuse(message.id(), "initialize has been answered before");
    } else if (message.protocolVersion() != Protocol.VERSION) {
      giveUp(message.id(), RpcError.NOT_READY, wrongVersion(message.protocolVersion()));
    } else {
      begin(message);
    }
  }

  @Override
  public void runTask(ToWorker.RunTask message) {
    Session current = session;
    if (state == State.READY && current != null) {
      current.run(message);
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
    String threads = ThreadDump.now(settings.maxFrameBytes() / BYTES_PER_CHAR);
    answers.success(message.id(), codec.write(new Diagnosis(threads, MemoryProbe.now())));
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
    requests.answered(message);
  }

  @Override
  public void failure(ToWorker.Failure message) {
    requests.answered(message);
  }

  private void begin(ToWorker.Initialize message) {
    HandlerRegistry handlers;
    try {
      handlers =
          Boolean.getBoolean("reeve.ownHandlers")
              ? HandlerRegistry.own()
              : HandlerRegistry.load(handlerLoader);
      handlersByName = handlers;
    } catch (InvalidHandlersException e) {
      giveUp(message.id(), RpcError.INTERNAL_ERROR, String.valueOf(e.getMessage()));
      return;
    }
    settings = message.settings();
    in.setMaxFrameBytes(settings.maxFrameBytes());
    outbox.limitTo(settings.maxFrameBytes());
    if (settings.lastWords() != null) {
      outbox.keepIn(Path.of(settings.lastWords()));
    }
    Session begun = new Session(settings, codec, outbox, answers, end, requests);
    session = begun;
    lifeline.carries(begun);
    register(message.setup().handlerClasses(), message.setup().classFiles());
    start(begun, message, handlers);
    state = State.READY;
  }

  private void start(Session begun, ToWorker.Initialize message, HandlerRegistry handlers) {
    String hook = message.setup().hook();
    if (hook == null) {
      answers.success(message.id(), codec.write(ready(handlers)));
      begun.start(handlers);
    } else {
      begun.prepareAndStart(
          handlers,
          new WorkerHookCall(hook, message.setup().argument(), handed()),
          message.id(),
          () -> codec.write(ready(handlers)));
    }
  }

  @Override
  public void registerHandlers(ToWorker.RegisterHandlers message) {
    register(message.handlerClasses(), message.classFiles());
  }

  private void register(Map<String, String> handlerClasses, Map<String, String> classFiles) {
    if (handlersByName != null && !(handlerClasses.isEmpty() && classFiles.isEmpty())) {
      handed().add(classFiles);
      handlersByName.register(handlerClasses, handed());
    }
  }

  /** Made when it is needed, as most workers need none. */
  private SuppliedClassLoader handed() {
    SuppliedClassLoader made = handed;
    if (made == null) {
      made = new SuppliedClassLoader(handlerLoader);
      handed = made;
    }
    return made;
  }

  private void refuse(RequestId id) {
    refuse(id, state == State.NEW ? "initialize must come first" : "the worker is ending");
  }

  private void refuse(RequestId id, String message) {
    answers.error(id, new RpcError(RpcError.NOT_READY, message, null));
  }

  /** The worker can't be used: says why, and exits. */
  private void giveUp(RequestId id, int code, String message) {
    state = State.STOPPING;
    System.err.println("reeve worker: " + message);
    answers.error(id, new RpcError(code, message, null));
    end.exit(SupervisorLossHandler.EXIT_CODE);
  }

  private static String wrongVersion(int theirs) {
    return "the supervisor speaks protocol version %d, this worker %d: use the same release for both"
        .formatted(theirs, Protocol.VERSION);
  }

  private static String text(FrameTooLongException e) {
    return String.valueOf(e.getMessage());
  }

  private static InitializeResult ready(HandlerRegistry handlers) {
    return new InitializeResult(
        Protocol.VERSION,
        ProcessId.ofThisProcess(),
        handlers.names(),
        System.getProperty("java.version", "unknown"));
  }
}
