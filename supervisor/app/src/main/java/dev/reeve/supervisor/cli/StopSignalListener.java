package dev.reeve.supervisor.cli;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Listens for the signals that ask for the end. {@code sun.misc.Signal}, of the module {@code
 * jdk.unsupported}, is the only way to see each of several; shutdown hooks see the first alone. It
 * is used by reflection, for the compiler refuses to be quiet about it, and it may be missing. A
 * signal that was ignored when the JVM started ({@code nohup}) stays so: the JVM sees to that.
 */
final class StopSignalListener {
  private StopSignalListener() {}

  /** Has {@code onSignal} called, on a thread of its own for each signal. */
  static void listen(Consumer<StopSignal> onSignal) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      for (StopSignal signal : StopSignal.values()) {
        Object caught = signalType.getConstructor(String.class).newInstance(signal.name());
        Object handler = handler(handlerType, () -> onSignal.accept(signal));
        signalType.getMethod("handle", signalType, handlerType).invoke(null, caught, handler);
      }
    } catch (ReflectiveOperationException e) {
      // a JDK without that module, or started with -Xrs: signals do what they do by default
    }
  }

  private static Object handler(Class<?> handlerType, Runnable onSignal) {
    return Proxy.newProxyInstance(
        handlerType.getClassLoader(),
        new Class<?>[] {handlerType},
        (proxy, method, args) ->
            switch (method.getName()) {
              case "equals" -> proxy == args[0];
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> "handler of signals";
              default -> {
                onSignal.run();
                yield null;
              }
            });
  }
}
