package dev.reeve.supervisor.classes;

import dev.reeve.os.OwnFolders;
import dev.reeve.os.OwnerOnlyFiles;
import dev.reeve.os.UserCache;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder for what is in executable jars, since a JVM reads no jars in jars. The content of each
 * is unpacked once, into a folder of its own that appears whole, by a rename. As long as a program
 * uses it, the program holds a lock on a file beside it.
 */
final class UnpackedJars {
  private static final String NAME = "unpacked";

  private final Path folder;

  private UnpackedJars(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks entries of a jar, unless that was done before.
   *
   * @param entries names of jars, and of folders with a slash at their ends
   * @param cacheFolder has the folder; null for that of this user
   * @return the jars by their entries; each folder has become a jar
   */
  static Map<String, Path> unpack(Path jar, List<String> entries, @Nullable Path cacheFolder)
      throws IOException {
    Path cache = cacheFolder == null ? UserCache.orTemporary(System.getenv()) : cacheFolder;
    Path folder = OwnFolders.create(cache.resolve(NAME));
    if (OwnerOnlyFiles.areSupported(folder)) {
      OwnerOnlyFiles.requireOwnFolder(folder);
    }
    return new UnpackedJars(folder).unpack(jar, entries);
  }

  private Map<String, Path> unpack(Path jar, List<String> entries) throws IOException {
    String key = JarKey.of(jar, entries);
    UnpackedLock.hold(folder, key);
    Path target = folder.resolve(key);
    if (!Files.isDirectory(target)) {
      make(jar, entries, target);
    }
    new UnpackedTidying(folder).run();
    Map<String, Path> paths = new LinkedHashMap<>();
    for (String entry : entries) {
      Path path = target.resolve(JarEntries.fileName(entry));
      if (Files.isRegularFile(path)) {
        paths.put(entry, path);
      }
    }
    return paths;
  }

  private void make(Path jar, List<String> entries, Path target) throws IOException {
    Path temporary =
        Files.createTempDirectory(
            folder,
            UnpackedTidying.unfinished(target.getFileName()),
            OwnerOnlyFiles.folder(folder));
    try {
      JarEntries.copy(jar, entries, temporary);
      Files.writeString(temporary.resolve(UnpackedTidying.SOURCE), jar.toString());
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) { // else another program was as fast
        throw e;
      }
    } finally {
      UnpackedTidying.delete(temporary);
    }
  }
}
