package dev.reeve.supervisor.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.text.IoReasons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys from PEM files, in the form of Java's stores. */
final class PemStores {
  static final String TYPE = "PKCS12";

  /** Such a store must have a password, although it stays in memory. */
  static final String PASSWORD = "in-memory";

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END [A-Z ]*PRIVATE KEY-----");

  private PemStores() {}

  /** Returns a store of certificates that vouch for servers. */
  static byte[] authorities(Path file) throws BrokerException {
    List<Certificate> certificates = certificates(file);
    return store(
        file,
        store -> {
          for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
          }
        });
  }

  /** Returns a store of a key with its certificates. */
  static byte[] identity(ClientCertificate of) throws BrokerException {
    List<Certificate> chain = certificates(of.chain());
    PublicKey publicKey = chain.get(0).getPublicKey();
    PrivateKey key = key(of.key(), publicKey.getAlgorithm());
    if (!belongTogether(key, publicKey)) {
      throw new BrokerException(
          "the key in %s is not that of the certificate in %s, which must be the first there"
              .formatted(of.key(), of.chain()));
    }
    Certificate[] all = chain.toArray(new Certificate[0]);
    return store(of.chain(), store -> store.setKeyEntry("me", key, PASSWORD.toCharArray(), all));
  }

  private interface Filling {
    void into(KeyStore store) throws GeneralSecurityException;
  }

  private static byte[] store(Path file, Filling filling) throws BrokerException {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      filling.into(store);
      store.store(bytes, PASSWORD.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new BrokerException("cannot use the certificates in " + file + ": " + e, e);
    }
  }

  private static List<Certificate> certificates(Path file) throws BrokerException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> found =
          new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new GeneralSecurityException("there is none");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new BrokerException(
          "cannot use the certificates in " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BrokerException(
          "cannot read the certificates in " + file + ": " + IoReasons.of(e), e);
    }
  }

  /** Reads a key; no message shows anything of it. */
  private static PrivateKey key(Path file, String algorithm) throws BrokerException {
    Matcher pem = KEY.matcher(text(file));
    try {
      if (!pem.find()) {
        throw new BrokerException(file + " holds no private key (-----BEGIN PRIVATE KEY-----)");
      }
      if (!pem.group(1).isEmpty()) {
        throw new BrokerException(
            "the key in %1$s has another form than PKCS#8, or a password; write it anew: openssl pkcs8 -topk8 -nocrypt -in %1$s -out NEW-FILE"
                .formatted(file));
      }
      byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BrokerException(
          "the key in %s is broken, or not the %s key of the certificate"
              .formatted(file, algorithm));
    }
  }

  private static String text(Path file) throws BrokerException {
    try {
      return Files.readString(file, US_ASCII);
    } catch (IOException e) {
      throw new BrokerException("cannot read the key in " + file + ": " + IoReasons.of(e), e);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey other) throws BrokerException {
    try {
      String kind = key.getAlgorithm();
      Signature signature =
          Signature.getInstance(
              switch (kind) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> kind;
              });
      signature.initSign(key);
      signature.update(key.getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(other);
      signature.update(key.getEncoded());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new BrokerException("cannot use a key of the kind " + key.getAlgorithm(), e);
    }
  }
}
