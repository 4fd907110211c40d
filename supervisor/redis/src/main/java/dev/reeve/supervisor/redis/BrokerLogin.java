package dev.reeve.supervisor.redis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants to know of its clients.
 *
 * @param user name in the server's access control list; null for that in the address, or the
 *     default user
 * @param password never shown; null for none
 * @param authorities file with the certificates, as PEM, that vouch for the server of an encrypted
 *     connection; null for those that this Java trusts
 * @param certificate shown to the server of an encrypted connection; null for none
 */
public record BrokerLogin(
    @Nullable String user,
    @Nullable String password,
    @Nullable Path authorities,
    @Nullable ClientCertificate certificate) {

  /** No password, and the certificates that this Java trusts. */
  public static final BrokerLogin NONE = new BrokerLogin(null, null, null);

  /** Makes one without a certificate of the client. */
  public BrokerLogin(@Nullable String user, @Nullable String password, @Nullable Path authorities) {
    this(user, password, authorities, null);
  }

  /** Returns this with a certificate that is shown to the server. */
  public BrokerLogin withCertificate(ClientCertificate shown) {
    return new BrokerLogin(user, password, authorities, shown);
  }

  /** Returns a text without the password. */
  @Override
  public String toString() {
    return "BrokerLogin[user=%s, authorities=%s, certificate=%s]"
        .formatted(user, authorities, certificate);
  }
}
