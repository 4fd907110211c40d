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
  private volatile Hashes hashes;

  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  private record Hashes(byte[] full, byte @Nullable [] readOnly) {
    static Hashes of(String full, @Nullable String readOnly) {
      return new Hashes(hash(full), readOnly == null ? null : hash(readOnly));
    }
  }

  /**
   * @param full gives all rights
   * @param readOnly gives the right to look; null for none
   */
  public AccessTokens(String full, @Nullable String readOnly) {
    this.hashes = Hashes.of(full, readOnly);
  }

  /** Takes other secrets in place of these, from the next request on. */
  public void replace(String full, @Nullable String readOnly) {
    hashes = Hashes.of(full, readOnly);
  }

  /** Returns the right that a token gives; {@link Access#OPEN} for one that is not known. */
  Access of(String presented) {
    byte[] hash = hash(presented);
    Hashes now = hashes;
    byte[] readOnly = now.readOnly == null ? new byte[hash.length] : now.readOnly;
    boolean all = MessageDigest.isEqual(hash, now.full);
    boolean look = MessageDigest.isEqual(hash, readOnly);
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
