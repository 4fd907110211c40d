package dev.reeve.shared;

/**
 * Bytes that travel by reference: in a request, a result or a value there is only this, and the
 * bytes themselves are in shared memory. Made by {@link SharedObjects#binary}, read by {@link
 * SharedObjects#take} or {@link SharedObjects#bytes(Binary)}. For what would be large as JSON, from
 * some hundred kilobytes on.
 *
 * <p>They stay in memory until they are taken or the supervisor ends.
 *
 * @param name unique among the shared objects
 * @param length in bytes
 */
public record Binary(String name, long length) {}
