package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The secrets by which callers show their rights. They are compared in constant time, whatever is
 * presented.
 */
public final class AccessTokens {
  private final byte[] full;
  private final byte @Nullable [] readOnly;

  /**
   * @param full gives all rights
   * @param readOnly gives the right to look; null for none
   */
  public AccessTokens(String full, @Nullable String readOnly) {
    this.full = hash(full);
    this.readOnly = readOnly == null ? null : hash(readOnly);
  }

  /** Returns the right that a token gives; {@link Access#OPEN} for one that is not known. */
  Access of(String presented) {
    byte[] hash = hash(presented);
    boolean all = MessageDigest.isEqual(hash, full);
    boolean look = MessageDigest.isEqual(hash, readOnly == null ? new byte[hash.length] : readOnly);
    return all ? Access.WRITE : look ? Access.READ : Access.OPEN;
  }

  /** All have one length, so a comparison tells nothing about that of the secret. */
  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
