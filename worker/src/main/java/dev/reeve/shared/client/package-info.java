/**
 * Shared objects as those see them who use them: each method becomes a call that goes out by a
 * {@link dev.reeve.shared.client.SharedPort} and whose answer is waited for. The same in workers
 * and in the program that a supervisor is embedded in; only the port differs.
 */
@NullMarked
package dev.reeve.shared.client;

import org.jspecify.annotations.NullMarked;
