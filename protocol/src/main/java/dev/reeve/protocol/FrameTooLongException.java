package dev.reeve.protocol;

import java.io.IOException;

/** An incoming line that is longer than agreed, or an outgoing one that is therefore not sent. */
public final class FrameTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(int maxFrameBytes, String head) {
    super("a line is longer than " + maxFrameBytes + " bytes; it begins: " + head);
  }
}
