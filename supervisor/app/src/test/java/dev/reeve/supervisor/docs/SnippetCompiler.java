package dev.reeve.supervisor.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles pieces of Java as documentation shows them: whole files, members of a class, statements,
 * expressions, calls of a builder, names of types. What they take for granted is in {@link #NAMES}.
 */
final class SnippetCompiler {
  private static final Pattern PUBLIC_TYPE = Pattern.compile("(?m)^public .*?class (\\w+)");
  private static final Pattern MEMBERS = Pattern.compile("(?m)^(?:public )?static ");

  private static final String IMPORTS =
      """
      import static java.util.concurrent.TimeUnit.SECONDS;
      import dev.reeve.json.*;
      import dev.reeve.supervisor.*;
      import dev.reeve.supervisor.model.*;
      import dev.reeve.worker.*;
      import dev.reeve.shared.*;
      import java.io.IOException;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.stream.*;
      """;

  private static final String NAMES =
      """
      abstract class Names {
        record Page(int number) {}
        record Pair(int base, int exponent) {}
        static abstract class Square implements TaskHandler<Integer, Integer> {}
        static abstract class Power implements TaskHandler<Pair, Integer> {}
        static abstract class Parse implements TaskHandler<String, Integer> {}
        static abstract class Greet implements TaskHandler<String, String> {}
        static abstract class OpenModel implements WorkerHook<String> {}
        Supervisor pool;
        SupervisorListener listener;
        TaskContext context;
        SharedObjects shared;
        TaskFuture<Integer> future, a, b, each;
        List<TaskFuture<Integer>> fs;
        TaskFutures.Waited<TaskFuture<Integer>> waited;
        TaskProcess<String> p, p2;
        HandlerFailedException failed;
        WorkerCrashedException crashed;
        List<Integer> numbers;
        byte[] content;
        Binary binary;
        Path folder;
        Page page;
        SharedQueue<Page> q;
        SharedPipe<Page> pipe;
        Taken<?> taken;
        SharedPipe.End<Page> end;
        SharedLock lock;
        SharedLock.Hold hold;
        SharedSemaphore semaphore;
        SharedCondition condition;
        SharedEvent event;
        SharedBarrier barrier;
        SharedCounter counter;
        SharedInts ints;
        SharedBytes bytes;
        SharedMap<String, Integer> ages;
        SharedList<String> names;
        SharedSet<String> seen;
        interface Action { void run() throws Exception; }
        static void value(Action action) {}
        static <T> void value(Callable<T> value) {}
      }
      """;

  private final Path output;

  /** Class files go to {@code output}. */
  SnippetCompiler(Path output) {
    this.output = output;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String snippet;
    private final String text;

    Source(String name, String snippet, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.snippet = snippet;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** One line for each snippet that does not compile: the snippet and what is wrong with it. */
  List<String> errors(List<String> snippets) throws IOException {
    List<Source> sources = new ArrayList<>();
    sources.add(new Source("Names", "", IMPORTS + NAMES));
    for (String snippet : snippets) {
      sources.add(source("Snippet" + sources.size(), snippet));
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    compile(sources, found);
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(SnippetCompiler::told)
        .toList();
  }

  private void compile(List<Source> sources, DiagnosticCollector<JavaFileObject> found)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", output.toString());
    try (var files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      boolean unused = compiler.getTask(null, files, found, options, null, sources).call();
    }
  }

  private static String told(Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ROOT);
    return error.getSource() instanceof Source source ? source.snippet + ": " + message : message;
  }

  private static Source source(String name, String snippet) {
    Matcher type = PUBLIC_TYPE.matcher(snippet);
    if (type.find()) {
      return new Source(type.group(1), snippet, snippet);
    }
    String members =
        MEMBERS.matcher(snippet).find()
            ? snippet
            : "void snippet() throws Exception { " + statements(snippet) + "\n}";
    return new Source(
        name, snippet, IMPORTS + "class " + name + " extends Names {" + members + "}");
  }

  private static String statements(String snippet) {
    if (snippet.startsWith(".")) {
      return "Object built = Supervisor.builder()" + snippet + ";";
    }
    if (snippet.endsWith("{")) {
      return snippet + " }";
    }
    if (snippet.endsWith(";") || snippet.endsWith("}")) {
      return snippet;
    }
    return snippet.matches("[A-Z]\\w+")
        ? "Class<?> type = " + snippet + ".class;"
        : "value(() -> " + snippet + ");";
  }
}
