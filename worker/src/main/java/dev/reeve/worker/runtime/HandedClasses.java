package dev.reeve.worker.runtime;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads classes whose files came from the supervisor, because they are on no class path. What is on
 * the worker's own class path comes from there. Any thread.
 */
final class HandedClasses extends ClassLoader {
  private final Map<String, String> files = new ConcurrentHashMap<>();

  HandedClasses(ClassLoader parent) {
    super("handed", parent);
  }

  /**
   * @param classFiles in Base64, by binary names
   */
  void add(Map<String, String> classFiles) {
    files.putAll(classFiles);
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
