package dev.reeve.protocol;

/** Constants of the wire protocol. */
public final class Protocol {

  /**
   * Grows when an old peer could misunderstand a new one. Both sides must name the same version.
   */
  public static final int VERSION = 1;

  /** Longest line in bytes, without its newline, unless {@code initialize} sets another limit. */
  public static final int DEFAULT_MAX_FRAME_BYTES = 16 << 20;

  private Protocol() {}
}
