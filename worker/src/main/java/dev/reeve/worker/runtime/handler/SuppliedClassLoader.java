package dev.reeve.worker.runtime.handler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes whose files came from the supervisor, because they are on no class path. What is on
 * the worker's own class path comes from there. Any thread.
 */
public final class SuppliedClassLoader extends ClassLoader {
  private static final String SUFFIX = ".class";

  private final Map<String, String> files = new ConcurrentHashMap<>();

  public SuppliedClassLoader(ClassLoader parent) {
    super("handed", parent);
  }

  /**
   * Adds class files that the supervisor sent.
   *
   * @param classFiles in Base64, by binary names
   */
  public void add(Map<String, String> classFiles) {
    files.putAll(classFiles);
  }

  /** Class files too, as a pool in this worker hands them on to its own workers. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    InputStream there = super.getResourceAsStream(name);
    String file = there == null ? files.get(classNameOf(name)) : null;
    return file == null ? there : new ByteArrayInputStream(Base64.getDecoder().decode(file));
  }

  private static String classNameOf(String resource) {
    boolean isClass = resource.endsWith(SUFFIX);
    return isClass
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
