package dev.reeve.supervisor.classes;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the class files that a worker needs for a class which is on no class path: the source
 * launcher, for one, keeps what it compiles in memory only.
 */
public final class ClassFiles {
  private final Class<?> root;
  private final int mostChars;
  private final Map<String, String> found = new HashMap<>();
  private final Deque<Class<?>> unread = new ArrayDeque<>();
  private int chars;

  private ClassFiles(Class<?> root, int mostChars) {
    this.root = root;
    this.mostChars = mostChars;
  }

  /**
   * In Base64 by binary name: the class and all that it uses, directly and indirectly, as far as it
   * comes from the same class loader. Empty if that is one whose classes a worker has by itself.
   *
   * @param mostChars what may be sent at once
   * @throws IllegalArgumentException if a file can't be had, or there are too many
   */
  public static Map<String, String> of(Class<?> root, int mostChars) {
    ClassFiles files = new ClassFiles(root, mostChars);
    if (!files.isBuiltIn(root.getClassLoader())) {
      files.collect();
    }
    return files.found;
  }

  @SuppressWarnings("ReferenceEquality") // class loaders are who they are
  private boolean isBuiltIn(@org.jspecify.annotations.Nullable ClassLoader loader) {
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
    if (chars > mostChars) {
      throw new IllegalArgumentException(
          "the classes that %s uses, which are on no class path, are too many to be handed to workers; name their jars by classpath(…)"
              .formatted(root.getName()));
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
      throw new IllegalArgumentException("the class file of " + type.getName() + ": " + e, e);
    }
    throw new IllegalArgumentException(
        "the class file of %s can't be had, so workers can't load %s; put it on the class path"
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
      throw new IllegalArgumentException("the class file of " + type.getName() + ": " + e, e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // class loaders are who they are
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
      // not every text that looks like one is the name of a class
    }
  }
}
