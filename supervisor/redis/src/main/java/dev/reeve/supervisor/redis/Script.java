package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The scripts that run in Redis. What each takes and returns stands at its beginning. */
enum Script {
  SUBMIT("submit"),
  TAKE("take"),
  TAKE_OVER("take-over"),
  RENEW("renew"),
  FINISH("finish"),
  GIVE_BACK("give-back"),
  MOVE_DUE("move-due"),
  CANCEL("cancel"),
  LOOK_FOR("look-for"),
  RECOGNIZE("recognize"),
  RELEASE("release"),
  INFO("info"),
  REQUEUE("requeue"),
  FORGET_SUPERVISORS("forget-supervisors");

  private final String file;
  private final String text;
  private final String sha1;

  Script(String name) {
    this.file = name + ".lua";
    this.text = read(file);
    this.sha1 = sha1(text());
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the SHA-1 of a text, in hexadecimal digits. */
  static String sha1(byte[] text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** Returns the name by which Redis knows the script. */
  byte[] sha1() {
    return sha1.getBytes(US_ASCII);
  }

  byte[] text() {
    return text.getBytes(UTF_8);
  }

  /** Returns the script for other programs. */
  String source() {
    return text;
  }

  @Override
  public String toString() {
    return file;
  }
}
