package dev.reeve.supervisor.serve.http;

/** The right that a call asks of its caller. */
enum Access {
  /** None: it tells nothing but that the server is there. */
  OPEN,
  /** To look; the read-only token gives it. */
  READ,
  /** To change something. */
  WRITE
}
