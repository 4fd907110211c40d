package dev.reeve.shared;

/**
 * A reference to bytes in shared memory. It travels in a request, a result or a shared value in
 * place of the bytes; use it for content that would be large as JSON, from some hundred kilobytes
 * on.
 *
 * <pre>{@code
 * Binary frame = shared.binary(content); // here
 * byte[] content = shared.take(frame);   // in another worker
 * }</pre>
 *
 * <p>The bytes stay in memory until they are taken or the supervisor ends.
 *
 * @param name unique among the shared objects
 * @param length in bytes
 */
public record Binary(String name, long length) {}
