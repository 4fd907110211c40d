package dev.reeve.protocol;

import java.io.IOException;

/**
 * A line is longer than was agreed: one that a peer sent, or one that is not sent for that reason.
 */
public final class FrameTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(int maxFrameBytes, String head) {
    super("a line is longer than " + maxFrameBytes + " bytes; it begins: " + head);
  }
}
