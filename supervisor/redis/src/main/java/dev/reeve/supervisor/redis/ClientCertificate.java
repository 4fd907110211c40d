package dev.reeve.supervisor.redis;

import java.nio.file.Path;

/**
 * The certificate that a client shows to a server of an encrypted connection.
 *
 * @param chain file with the certificate and those that vouch for it, as PEM
 * @param key file with its private key, as PEM in the form PKCS#8, without a password
 */
public record ClientCertificate(Path chain, Path key) {}
