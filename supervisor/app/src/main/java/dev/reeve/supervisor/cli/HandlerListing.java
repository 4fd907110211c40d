package dev.reeve.supervisor.cli;

import dev.reeve.worker.HandlerName;
import dev.reeve.worker.TaskHandler;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The handlers on a class path, found as workers find them, but without creating instances.
 *
 * @param classByName sorted by name
 * @param problems handlers that are registered but cannot be used; for people
 */
record HandlerListing(SortedMap<String, String> classByName, List<String> problems) {

  /** Lists the handlers on the class path and Reeve's own. */
  static HandlerListing of(List<Path> classpath) throws IOException {
    HandlerListing listing = new HandlerListing(new TreeMap<>(), new ArrayList<>());
    ClassLoader parent = HandlerListing.class.getClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls(classpath), parent)) {
      listing.addAll(ServiceLoader.load(TaskHandler.class, loader));
    }
    return listing;
  }

  private static URL[] urls(List<Path> classpath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : Classpath.expanded(classpath)) {
      urls.add(entry.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private void addAll(ServiceLoader<?> registered) {
    Iterator<? extends ServiceLoader.Provider<?>> providers = registered.stream().iterator();
    boolean more = true;
    while (more) {
      try {
        more = providers.hasNext();
        if (more) {
          add(providers.next().type());
        }
      } catch (ServiceConfigurationError e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private void add(Class<?> type) {
    HandlerName name = type.getAnnotation(HandlerName.class);
    if (name == null) {
      problems.add(type.getName() + " has no @HandlerName");
      return;
    }
    String former = classByName.putIfAbsent(name.value(), type.getName());
    if (former != null && !former.equals(type.getName())) {
      problems.add("handler " + name.value() + " is both " + former + " and " + type.getName());
    }
  }
}
