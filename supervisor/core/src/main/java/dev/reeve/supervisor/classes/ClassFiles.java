package dev.reeve.supervisor.classes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a worker needs for a class that is not on its class path. The source
 * launcher, for example, keeps the classes that it compiles in memory only.
 */
public final class ClassFiles {
  private static final ClassFiles NONE = new ClassFiles(Object.class, new WorkerClassPath(), 0);

  private final Class<?> root;
  private final WorkerClassPath classPath;
  private final int maxChars;
  private final Map<String, String> found = new HashMap<>();
  private final Map<String, Set<String>> users = new HashMap<>();
  private final Deque<Class<?>> unread = new ArrayDeque<>();
  private int chars;

  private ClassFiles(Class<?> root, WorkerClassPath classPath, int maxChars) {
    this.root = root;
    this.classPath = classPath;
    this.maxChars = maxChars;
  }

  /**
   * Returns the files of the class, and of all classes that it uses, directly or indirectly, and
   * that workers do not have on their class path. There are none if they have the class itself.
   *
   * @param maxChars largest total length of the files in Base64
   * @throws IllegalArgumentException if a file cannot be read, or they are too long
   */
  public static ClassFiles of(Class<?> root, WorkerClassPath classPath, int maxChars) {
    if (classPath.has(root)) {
      return NONE;
    }
    ClassFiles files = new ClassFiles(root, classPath, maxChars);
    files.collect();
    return files;
  }

  /** Returns the files in Base64 by the binary names of their classes. */
  public Map<String, String> all() {
    return found;
  }

  /**
   * Returns the files that a worker needs in addition to those that it has: new ones, changed ones,
   * and those of classes that use a changed one.
   *
   * @param known files in Base64 by binary names
   */
  public Map<String, String> missingFrom(Map<String, String> known) {
    if (found.isEmpty()) {
      return Map.of();
    }
    Map<String, String> missing = new HashMap<>();
    Deque<String> changed = new ArrayDeque<>();
    found.forEach(
        (name, file) -> {
          String before = known.get(name);
          if (before == null) {
            missing.put(name, file);
          } else if (!before.equals(file)) {
            changed.add(name);
          }
        });
    Set<String> visited = new HashSet<>();
    while (!changed.isEmpty()) {
      String name = changed.remove();
      if (visited.add(name)) {
        missing.put(name, found.getOrDefault(name, ""));
        changed.addAll(users.getOrDefault(name, Set.of()));
      }
    }
    return missing;
  }

  private void collect() {
    unread.add(root);
    while (!unread.isEmpty()) {
      Class<?> next = unread.remove();
      if (!found.containsKey(next.getName())) {
        add(next);
      }
    }
  }

  private void add(Class<?> type) {
    byte[] file = read(type);
    if (file == null) {
      return;
    }
    String text = Base64.getEncoder().encodeToString(file);
    found.put(type.getName(), text);
    chars += text.length();
    if (chars > maxChars) {
      throw new IllegalArgumentException(
          "the classes that %s uses are on no class path, and are longer in Base64 than the %d characters that can be sent to workers; name their jars by classpath(…)"
              .formatted(root.getName(), maxChars));
    }
    follow(type, file);
  }

  /** Returns the file; null if it may be left out, since another loader hides its own files. */
  @SuppressWarnings("ReferenceEquality") // class loaders are equal only if they are the same
  private byte @Nullable [] read(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    try (InputStream in = open(type.getName().replace('.', '/') + ".class", loader)) {
      if (in != null) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw unreadable(type, e);
    }
    if (type != root && loader != root.getClassLoader()) {
      return null;
    }
    throw new IllegalArgumentException(
        "workers cannot load %s: the class loader %s gives no class file of %s, and it is in none of %s; name the jar or folder that has it by classpath(…)"
            .formatted(root.getName(), loader, type.getName(), classPath.named()));
  }

  /** Looks at the loader itself before its parent, which may have another class of that name. */
  private static @Nullable InputStream open(String name, ClassLoader loader) throws IOException {
    URL own = loader instanceof URLClassLoader urls ? urls.findResource(name) : null;
    if (own == null) {
      return loader.getResourceAsStream(name);
    }
    URLConnection connection = own.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private IllegalArgumentException unreadable(Class<?> type, IOException e) {
    return new IllegalArgumentException(
        "workers cannot load %s: the class file of %s cannot be read: %s; name the jar or folder that has it by classpath(…)"
            .formatted(root.getName(), type.getName(), e),
        e);
  }

  private void follow(Class<?> type, byte[] file) {
    try {
      for (String name : ConstantPool.namesIn(file)) {
        enqueue(type, name);
      }
      for (Class<?> member : type.getNestHost().getNestMembers()) {
        enqueue(type, member.getName());
      }
    } catch (IOException e) {
      throw unreadable(type, e);
    }
  }

  private void enqueue(Class<?> user, String name) {
    if (!found.containsKey(name)) {
      try {
        Class<?> type = Class.forName(name, false, user.getClassLoader());
        if (classPath.has(type)) {
          return;
        }
        unread.add(type);
      } catch (ClassNotFoundException | LinkageError e) {
        return; // a text in the constant pool that only looks like the name of a class
      }
    }
    users.computeIfAbsent(name, unknown -> new HashSet<>()).add(user.getName());
  }
}
