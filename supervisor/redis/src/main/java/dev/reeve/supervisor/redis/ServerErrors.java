package dev.reeve.supervisor.redis;

import java.util.List;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The meanings of errors with which a server answers. */
final class ServerErrors {

  /** Beginnings of errors of a server that is not ready for the time being. */
  private static final List<String> PASSING =
      List.of(
          "LOADING",
          "BUSY ",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "READONLY",
          "TRYAGAIN",
          "NOREPLICAS",
          "UNBLOCKED",
          "MISCONF",
          "MOVED",
          "ASK ");

  private ServerErrors() {}

  /** Returns the failure that an error means. */
  static BrokerException of(BrokerAddress address, JedisDataException e) {
    String error = String.valueOf(e.getMessage());
    boolean isSingle = address.kind() == BrokerAddress.Kind.SINGLE;
    if (address.kind() == BrokerAddress.Kind.CLUSTER
        && error.contains("cluster support disabled")) {
      return new BrokerException(
          "the broker %s is no cluster; name the server by redis:// or rediss://"
              .formatted(address),
          e);
    }
    if (error.contains("unknown command 'EVALSHA'")
        || error.contains("unknown command 'CLUSTER'")) {
      return new BrokerException(
          "the broker %s runs no scripts; if it is a Sentinel, name it and the server that it watches: redis+sentinel://HOST:PORT/NAME"
              .formatted(address),
          e);
    }
    if (isSingle && (error.startsWith("MOVED") || error.startsWith("ASK "))) {
      return new BrokerException(
          "the broker %s is one server of a cluster, and another one has this queue; name the cluster: %s"
              .formatted(address, address.asCluster()),
          e);
    }
    if (PASSING.stream().anyMatch(error::startsWith)) {
      String advice =
          isSingle && error.startsWith("READONLY")
              ? " Name its master, or Sentinel: redis+sentinel://HOST/NAME"
              : "";
      return new ServerAwayException(
          "the broker %s is not ready: %s%s".formatted(address, error, advice), e);
    }
    if (error.startsWith("NOAUTH")) {
      return new BrokerException(
          "the broker %s wants a password: put it into a file, and give that by --broker-password-file"
              .formatted(address),
          e,
          true);
    }
    if (e instanceof JedisAccessControlException) {
      return new BrokerException(
          "the broker %s refuses the user or the password: %s".formatted(address, error), e, true);
    }
    return new BrokerException("the broker " + address + " answered: " + error, e);
  }
}
