package dev.reeve.supervisor.it;

/** The texts of the programs that {@link PlacesIT} starts. */
final class PlacePrograms {
  static final String PROGRAM =
      """
      package com.example.app;

      import dev.reeve.supervisor.Supervisor;
      import dev.reeve.worker.TaskContext;
      import dev.reeve.worker.TaskHandler;

      public class Main {
        public record Side(int length) {}

        public static class Square implements TaskHandler<Side, String> {
          @Override
          public String handle(Side side, TaskContext context) throws Exception {
            try (var word = Main.class.getResourceAsStream("/word.txt")) {
              String unit = word == null ? "" : " " + new String(word.readAllBytes());
              return side.length() * side.length() + unit;
            }
          }
        }

        public static void main(String[] args) throws Exception {
          try (Supervisor pool = Supervisor.builder().workers(1).start()) {
            System.out.println(pool.submit(Square.class, new Side(7)).get());
          }
        }
      }
      """;

  static final String CONTAINER =
      """
      import java.io.File;
      import java.net.*;

      public class Container {
        public static void main(String[] args) throws Exception {
          URL[] urls = {new File(args[0]).toURI().toURL(), new File(args[1]).toURI().toURL()};
          ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()) {};
          Thread.currentThread().setContextClassLoader(loader);
          Class<?> main = loader.loadClass("com.example.app.Main");
          main.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
      }
      """;

  /** A new worker, and a process of its own, must know the latest version as well. */
  private static final String END =
      """
      class Die implements TaskHandler<Integer, Integer> {
        public Integer handle(Integer n, TaskContext context) {
          Runtime.getRuntime().halt(n);
          return n;
        }
      }
      try { pool.submit(Die.class, 3).get(); } catch (Exception e) { System.out.println("died"); }
      System.out.println(pool.submit(Power.class, 3).get());
      System.out.println(pool.process(Power.class, 3).start().result().get());
      pool.close();
      /exit
      """;

  private PlacePrograms() {}

  /** Returns a script that defines a class three times: anew, in place, and as another class. */
  static String jshellScript() {
    String declaration =
        """
        class Power implements TaskHandler<Integer, Integer> {
          public Integer handle(Integer n, TaskContext context) { return %s; }
        }
        System.out.println(pool.submit(Power.class, 3).get());
        """;
    return """
        import dev.reeve.supervisor.*; import dev.reeve.worker.*;
        Supervisor pool = Supervisor.builder().workers(1).start();
        """
        + declaration.formatted("n * n")
        + declaration.formatted("n * n * n")
        + declaration.replace("public", "int one() { return 1; } public").formatted("one()")
        + END;
  }
}
