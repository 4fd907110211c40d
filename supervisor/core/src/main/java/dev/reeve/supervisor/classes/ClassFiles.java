package dev.reeve.supervisor.classes;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a worker needs for a class that is on no class path. The source launcher,
 * for example, keeps the classes that it compiles in memory only.
 */
public final class ClassFiles {
  private final Class<?> root;
  private final int maxChars;
  private final Map<String, String> found = new HashMap<>();
  private final Deque<Class<?>> unread = new ArrayDeque<>();
  private int chars;

  private ClassFiles(Class<?> root, int maxChars) {
    this.root = root;
    this.maxChars = maxChars;
  }

  /**
   * Returns the files, in Base64, by binary name: that of the class, and those of all classes that
   * it uses, directly or indirectly, and that have the same class loader. Returns an empty map if
   * that is a class loader of the JVM itself, because workers can load such classes.
   *
   * @param maxChars largest total length of the files in Base64
   * @throws IllegalArgumentException if a file cannot be read, or they are too long
   */
  public static Map<String, String> of(Class<?> root, int maxChars) {
    ClassFiles files = new ClassFiles(root, maxChars);
    if (!files.isBuiltIn(root.getClassLoader())) {
      files.collect();
    }
    return files.found;
  }

  @SuppressWarnings("ReferenceEquality") // class loaders are equal only if they are the same
  private boolean isBuiltIn(@Nullable ClassLoader loader) {
    return loader == null
        || loader == ClassLoader.getSystemClassLoader()
        || loader == ClassLoader.getPlatformClassLoader();
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

  private byte[] read(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = root.getClassLoader().getResourceAsStream(name)) {
      if (in != null) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the class file of %s cannot be read: %s; put it on the class path"
              .formatted(type.getName(), e),
          e);
    }
    throw new IllegalArgumentException(
        "the class file of %s cannot be found, so workers cannot load %s; put it on the class path"
            .formatted(type.getName(), root.getName()));
  }

  private void follow(Class<?> type, byte[] file) {
    try {
      for (String name : ConstantPool.namesIn(file)) {
        enqueue(name);
      }
      for (Class<?> member : type.getNestHost().getNestMembers()) {
        enqueue(member.getName());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the class file of %s cannot be read: %s; put it on the class path"
              .formatted(type.getName(), e),
          e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // class loaders are equal only if they are the same
  private void enqueue(String name) {
    if (found.containsKey(name)) {
      return;
    }
    try {
      Class<?> type = Class.forName(name, false, root.getClassLoader());
      if (type.getClassLoader() == root.getClassLoader()) {
        unread.add(type);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // a text in the constant pool that only looks like the name of a class
    }
  }
}
