package dev.reeve.supervisor.serve.http;

/**
 * The right that a request has shown.
 *
 * @param access the highest that it gives
 * @param byCookie whether a browser has added it by itself, so that another page may be behind it
 */
record Caller(Access access, boolean byCookie) {
  static final Caller UNKNOWN = new Caller(Access.OPEN, false);

  boolean may(Access wanted) {
    return access.compareTo(wanted) >= 0;
  }
}
