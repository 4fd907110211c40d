package dev.reeve.supervisor.redis;

import dev.reeve.text.Fnv1a;
import java.util.List;

/**
 * The choice of a server for a task: by rendezvous hashing, so that an id always goes to the same
 * one of those that are well, and a server that is added or away changes the place of few others.
 */
final class ServerChoice {
  private ServerChoice() {}

  /** Returns the one for that id: one that is well if any is. */
  static Submitter of(List<Submitter> servers, String id) {
    Submitter best = servers.get(0);
    long bestWeight = Long.MIN_VALUE;
    boolean anyWell = servers.stream().anyMatch(Submitter::isWell);
    for (Submitter each : servers) {
      long weight = weight(each.calls().server().address().canonical(), id);
      if ((each.isWell() || !anyWell) && weight >= bestWeight) {
        best = each;
        bestWeight = weight;
      }
    }
    return best;
  }

  /** Returns a number that looks random, for a server and an id. */
  static long weight(String server, String id) {
    long hash = Fnv1a.hash(server + " " + id);
    hash ^= hash >>> 33; // the finalizer of MurmurHash3, because FNV-1a leaves the high bits alike
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
