package dev.reeve.supervisor.cli;

import java.lang.reflect.Proxy;

/**
 * Registration for signals. {@code sun.misc.Signal}, of the module {@code jdk.unsupported}, is the
 * only way to see each of several signals; shutdown hooks see only the first. It is used by
 * reflection, because the compiler warns of it and the module may be missing. A signal that was
 * ignored when the JVM started ({@code nohup}) stays ignored.
 */
final class SignalListener {
  private SignalListener() {}

  /** Calls {@code onSignal} for each signal of that name, on a thread of its own. */
  static void listen(String signal, Runnable onSignal) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object caught = signalType.getConstructor(String.class).newInstance(signal);
      Object handler = handler(handlerType, onSignal);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, caught, handler);
    } catch (ReflectiveOperationException e) {
      // a JDK without that module, or started with -Xrs: signals keep their default action
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
