package dev.reeve.supervisor.results;

import dev.reeve.os.DescriptorPath;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a run appends to, before it is open. Symbolic links and names of descriptors are
 * refused; devices and named pipes are written to as they are.
 *
 * @param path of the file
 * @param purpose for messages, such as {@code results}
 * @param instead what to do in place of naming a descriptor, for people
 */
record AppendTarget(Path path, String purpose, String instead) {

  /**
   * Opens or creates the file and locks it. A named pipe waits until a reader opens it.
   *
   * @param content checks a regular file, and may cut off its end
   * @throws CannotOpenResultsException if it cannot be used
   */
  RecordFile open(AppendedFile.ContentCheck content) throws CannotOpenResultsException {
    requireNoLink();
    boolean special = Files.exists(path) && !Files.isRegularFile(path);
    try {
      return special ? SpecialFile.open(path) : AppendedFile.open(path, content);
    } catch (CannotOpenResultsException e) {
      throw e;
    } catch (IOException e) {
      throw refused(IoReasons.of(e));
    }
  }

  private void requireNoLink() throws CannotOpenResultsException {
    if (DescriptorPath.number(path) >= 0) {
      throw refused("it stands for an open descriptor: " + instead);
    }
    if (Files.isSymbolicLink(path)) {
      throw refused("it is a symbolic link, and links are not followed: name the file itself");
    }
  }

  /** Returns the error that the file cannot be used. */
  CannotOpenResultsException refused(String why) {
    return new CannotOpenResultsException(
        "cannot use " + path + " for " + purpose + ": " + why, false);
  }

  /** Returns the failure of a write to the file. */
  OutputFailure failure(IOException cause) {
    return new OutputFailure(
        OutputFailure.Kind.NOT_WRITTEN,
        "cannot write " + purpose + " to " + path + " any more: " + IoReasons.of(cause));
  }
}
