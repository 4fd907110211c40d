package dev.reeve.supervisor.cli;

import dev.reeve.os.DescriptorPath;
import dev.reeve.os.FileIdentity;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file that a run reads or writes, by the role that it has in the run.
 *
 * @param role for people, such as {@code the job job.json}
 * @param path by which it can be looked at
 * @param identity null if the file does not exist yet
 * @param use what the run does with it
 */
record RunFile(String role, Path path, @Nullable FileIdentity identity, Use use) {

  /** The things that a run does with a file. */
  enum Use {
    INPUT,
    OUTPUT,
    /** Writing through a descriptor that the run was started with. */
    STANDARD_STREAM
  }

  static RunFile input(String role, Path path) {
    return new RunFile(role, path, FileIdentity.of(path), Use.INPUT);
  }

  /** Returns an output; a path such as {@code /dev/stderr} means that very stream. */
  static RunFile output(String role, Path path) {
    Use use = DescriptorPath.number(path) < 0 ? Use.OUTPUT : Use.STANDARD_STREAM;
    return new RunFile(role, path, FileIdentity.of(path), use);
  }

  /** Returns a standard stream; it is unlike any other file where the system does not name it. */
  static RunFile descriptor(int number, String role, Use use) {
    Path path = Path.of("/proc/self/fd/" + number);
    return new RunFile(role, path, FileIdentity.of(path), use);
  }

  /** Returns whether what one of the two holds would be spoiled by the other. */
  boolean conflictsWith(RunFile other) {
    boolean written = use != Use.INPUT || other.use != Use.INPUT;
    boolean sharedStream = use == Use.STANDARD_STREAM && other.use == Use.STANDARD_STREAM;
    return written && !sharedStream && isSameAs(other);
  }

  private boolean isSameAs(RunFile other) {
    if (identity == null || other.identity == null) {
      return identity == null && other.identity == null && place().equals(other.place());
    }
    // terminals, sockets and devices such as /dev/null may be shared; they keep no content
    return identity.equals(other.identity) && (!identity.special() || FileIdentity.isPipe(path));
  }

  /** Returns the path without links; where it would be created, if it does not exist. */
  Path realPath() {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return place();
    }
  }

  /** Returns where a file that does not exist would be created. */
  private Path place() {
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    try {
      return folder == null || name == null ? absolute : folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return absolute;
    }
  }
}
