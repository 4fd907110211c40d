package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The folder of {@code --output-dir}, with two files for each task that has run: one ends in {@code
 * .out}, the other in {@code .err}. A file is written beside its place and then moved there, so it
 * is whole or not there, and no link is followed.
 */
final class OutputFolder {
  static final String OUT = ".out";
  static final String ERR = ".err";

  private static final String PLAIN = "._+=,@%-";
  private static final int LONGEST_PLAIN = 100;
  private static final int HASH_DIGITS = 16;

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /** A failure to write a file there; the message is for people. */
  static final class NotSavedException extends IOException {
    private static final long serialVersionUID = 1;

    NotSavedException(Path file, IOException cause) {
      super("cannot write " + file + ": " + IoReasons.of(cause), cause);
    }
  }

  /** Opens the folder; creates it if there is none. */
  static OutputFolder open(Path folder) throws CommandAbortedException {
    try {
      Path unused = Files.createDirectories(folder);
    } catch (IOException e) {
      String problem = Files.exists(folder) ? "it is not a folder" : IoReasons.of(e);
      throw refused(folder, problem);
    }
    if (!Files.isWritable(folder)) {
      throw refused(folder, "permission denied");
    }
    return new OutputFolder(folder);
  }

  private static CommandAbortedException refused(Path folder, String problem) {
    return new CommandAbortedException(
        ExitCodes.CANNOT_CREATE_RESULTS, "cannot write outputs to " + folder + ": " + problem);
  }

  /** Writes both files of a task; those of an earlier run are replaced. */
  void save(String taskId, TaskOutput output, byte[] buffer) throws IOException {
    String name = name(taskId);
    save(name + OUT, output.out(), buffer);
    save(name + ERR, output.err(), buffer);
  }

  private void save(String name, TaskOutput.Part part, byte[] buffer) throws IOException {
    Path file = folder.resolve(name);
    Path beside = folder.resolve("." + name + ".part");
    try {
      Files.deleteIfExists(beside);
      try (OutputStream out =
          Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        part.copyTo(out, buffer);
      }
      Path unused = Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteUnfinished(beside, e);
      throw new NotSavedException(file, e);
    }
  }

  /** Deletes what was written: it would take the space that the disk may lack. */
  private static void deleteUnfinished(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Returns the name of a task's files without their ends: the id, if that is short and plain;
   * otherwise a similar text and a hash of the id.
   */
  static String name(String taskId) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < Math.min(taskId.length(), LONGEST_PLAIN); i++) {
      char c = taskId.charAt(i);
      boolean first = i == 0 && (c == '.' || c == '-');
      name.append(isPlain(c) && !first ? c : '_');
    }
    boolean same = taskId.contentEquals(name) && !taskId.isEmpty() && !endsWithHash(taskId);
    return same ? taskId : name + "-" + hash(taskId);
  }

  private static boolean isPlain(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || PLAIN.indexOf(c) >= 0;
  }

  /** Returns whether a plain id could be taken for one with a hash. */
  private static boolean endsWithHash(String text) {
    int dash = text.length() - HASH_DIGITS - 1;
    boolean ends = dash >= 0 && text.charAt(dash) == '-';
    for (int i = dash + 1; i < text.length() && ends; i++) {
      ends = Character.digit(text.charAt(i), 16) >= 0;
    }
    return ends;
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_DIGITS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
