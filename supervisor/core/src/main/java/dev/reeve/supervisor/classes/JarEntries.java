package dev.reeve.supervisor.classes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies jars, and folders as jars, out of a jar. */
final class JarEntries {
  private JarEntries() {}

  /** Returns the name of the file to which an entry is copied. */
  static String fileName(String entry) {
    String name = entry.endsWith("/") ? entry.substring(0, entry.length() - 1) + ".jar" : entry;
    return name.replace('/', '_');
  }

  /**
   * Copies entries to a folder. Leaves out what is not there, as a class loader does.
   *
   * @param entries names of jars, and of folders with a slash at their ends
   */
  static void copy(Path jar, List<String> entries, Path folder) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (String entry : entries) {
        Path target = folder.resolve(fileName(entry));
        if (entry.endsWith("/")) {
          copyFolder(file, entry, target);
        } else if (file.getEntry(entry) != null) {
          copyFile(file, file.getEntry(entry), target);
        }
      }
    }
  }

  private static void copyFile(ZipFile file, ZipEntry entry, Path target) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      Files.copy(in, target);
    }
  }

  private static void copyFolder(ZipFile file, String prefix, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(prefix) && entry.getName().length() > prefix.length()) {
          jar.putNextEntry(new ZipEntry(entry.getName().substring(prefix.length())));
          try (InputStream in = file.getInputStream(entry)) {
            in.transferTo(jar);
          }
          jar.closeEntry();
        }
      }
    }
  }
}
