package dev.reeve.worker.runtime.handler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes whose files the supervisor has sent, because they are not on the worker's class
 * path or are others than those there. All other classes come from the parent. Any thread.
 */
public final class SuppliedClassLoader extends ClassLoader {
  private static final String SUFFIX = ".class";

  /** In Base64, by binary names. */
  private final Map<String, String> files = new ConcurrentHashMap<>();

  private final @Nullable SuppliedClassLoader former;

  /**
   * Makes a loader without files.
   *
   * @param parent loads the classes on the worker's class path
   */
  public SuppliedClassLoader(ClassLoader parent) {
    super("supplied", parent);
    this.former = null;
  }

  private SuppliedClassLoader(SuppliedClassLoader former) {
    super("supplied", former);
    this.former = former;
  }

  /**
   * Adds class files.
   *
   * @param classFiles in Base64, by binary names
   * @return this loader; if one of the files replaces another, a new one that has these files and
   *     takes all other classes from this loader, whose own classes stay as they are
   */
  public SuppliedClassLoader with(Map<String, String> classFiles) {
    for (Map.Entry<String, String> file : classFiles.entrySet()) {
      String known = file(file.getKey());
      if (known != null && !known.equals(file.getValue())) {
        SuppliedClassLoader next = new SuppliedClassLoader(this);
        next.files.putAll(classFiles);
        return next;
      }
    }
    for (Map.Entry<String, String> file : classFiles.entrySet()) {
      if (file(file.getKey()) == null) {
        files.put(file.getKey(), file.getValue());
      }
    }
    return this;
  }

  private @Nullable String file(String className) {
    String own = files.get(className);
    return own == null && former != null ? former.file(className) : own;
  }

  /** Returns class files, too: a pool in this worker sends them to its own workers. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    String file = file(classNameOf(name));
    return file == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(Base64.getDecoder().decode(file));
  }

  private static String classNameOf(String resource) {
    return resource.endsWith(SUFFIX)
        ? resource.substring(0, resource.length() - SUFFIX.length()).replace('/', '.')
        : "";
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!files.containsKey(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = files.get(name);
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = Base64.getDecoder().decode(file);
    return defineClass(name, bytes, 0, bytes.length);
  }
}
