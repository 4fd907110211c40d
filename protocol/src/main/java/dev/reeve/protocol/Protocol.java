package dev.reeve.protocol;

/** Constants of the wire protocol. */
public final class Protocol {

  /** Raised when an old peer could misunderstand a new one; both sides must name the same. */
  public static final int VERSION = 1;

  /**
   * Longest line in bytes, without its newline, unless {@code initialize} says otherwise: 16 MiB.
   */
  public static final int DEFAULT_MAX_FRAME_BYTES = 16 << 20;

  private Protocol() {}
}
