package dev.reeve.protocol;

import java.io.IOException;

/** A peer sent a line longer than was agreed; what follows can't be trusted to be a frame. */
public final class FrameTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(int maxFrameBytes, String head) {
    super("a line is longer than " + maxFrameBytes + " bytes; it begins: " + head);
  }
}
