package dev.reeve.worker.runtime.handler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes whose files the supervisor has sent because they are on no class path. Classes on
 * the worker's own class path are loaded from there. Any thread.
 */
public final class SuppliedClassLoader extends ClassLoader {
  private static final String SUFFIX = ".class";

  /** In Base64, by binary names. */
  private final Map<String, String> files = new ConcurrentHashMap<>();

  /**
   * Makes a loader without files.
   *
   * @param parent loads the classes on the worker's class path
   */
  public SuppliedClassLoader(ClassLoader parent) {
    super("supplied", parent);
  }

  /**
   * Adds class files.
   *
   * @param classFiles in Base64, by binary names
   */
  public void add(Map<String, String> classFiles) {
    files.putAll(classFiles);
  }

  /** Returns class files, too: a pool in this worker sends them to its own workers. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    InputStream onClassPath = super.getResourceAsStream(name);
    String file = onClassPath == null ? files.get(classNameOf(name)) : null;
    return file == null ? onClassPath : new ByteArrayInputStream(Base64.getDecoder().decode(file));
  }

  private static String classNameOf(String resource) {
    return resource.endsWith(SUFFIX)
        ? resource.substring(0, resource.length() - SUFFIX.length()).replace('/', '.')
        : "";
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
