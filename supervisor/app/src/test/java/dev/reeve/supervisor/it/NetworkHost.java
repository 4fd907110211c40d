package dev.reeve.supervisor.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network namespace, as a host of its own. It has no name, so it is gone with its last process,
 * and its links with it; its own process ends with this one.
 */
final class NetworkHost implements AutoCloseable {
  private final Process holder;

  NetworkHost() throws IOException {
    holder =
        new ProcessBuilder(
                "unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec cat")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(holder.getInputStream(), UTF_8));
    if (!"up".equals(out.readLine())) {
      holder.destroyForcibly();
      throw new IOException("no network namespace can be made");
    }
  }

  /** Returns whether this user may make hosts and links, on this system. */
  static boolean canBeMade() {
    try (NetworkHost one = new NetworkHost();
        NetworkHost other = new NetworkHost()) {
      one.connect(other, "10.9.9.1/30", "10.9.9.2/30", "probe");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the words before a command that is to run on this host. */
  String[] prefix() {
    return new String[] {"nsenter", "--net=/proc/" + holder.pid() + "/ns/net", "--"};
  }

  /** Lays a cable to another host; its end here has that name. */
  void connect(NetworkHost other, String address, String otherAddress, String name)
      throws IOException {
    String pid = Long.toString(other.holder.pid());
    call("ip", "link", "add", name, "type", "veth", "peer", "name", "wire", "netns", pid);
    call("ip", "address", "add", address, "dev", name);
    call("ip", "link", "set", name, "up");
    other.call("ip", "address", "add", otherAddress, "dev", "wire");
    other.call("ip", "link", "set", "wire", "up");
  }

  /** Unplugs the cable of that name, or plugs it in again. */
  void setPlugged(String name, boolean isPlugged) throws IOException {
    call("ip", "link", "set", name, isPlugged ? "up" : "down");
  }

  /** Runs a command on this host. */
  private void call(String... command) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(prefix()));
    words.addAll(Arrays.asList(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (Reeve.exitCode(process) != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }

  /** Ends its own process; it is gone when all others have ended. */
  @Override
  public void close() {
    holder.destroyForcibly();
    int unused = Reeve.exitCode(holder);
  }

  /** Returns the links of the host on which the tests run. */
  static String linksOutside() {
    try {
      Process process = new ProcessBuilder("ip", "-o", "link").start();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
