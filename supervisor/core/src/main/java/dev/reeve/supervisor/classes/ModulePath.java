package dev.reeve.supervisor.classes;

import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;

/** The modules that this program has taken from its module path. */
final class ModulePath {
  private ModulePath() {}

  /** Adds the files and folders of the modules, those of the layer that has Reeve first. */
  static void addTo(Collection<Path> entries) {
    ModuleLayer layer = ModulePath.class.getModule().getLayer();
    if (layer != null && !layer.equals(ModuleLayer.boot())) {
      add(layer, entries);
      layer.parents().forEach(parent -> add(parent, entries));
    }
    add(ModuleLayer.boot(), entries);
  }

  private static void add(ModuleLayer layer, Collection<Path> entries) {
    for (ResolvedModule module : layer.configuration().modules()) {
      URI location = module.reference().location().orElse(null);
      if (location != null && "file".equals(location.getScheme())) {
        entries.add(Path.of(location));
      }
    }
  }
}
