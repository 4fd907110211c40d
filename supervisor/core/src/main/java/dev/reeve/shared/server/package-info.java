/**
 * The state of shared objects: queues, locks and the like. One thread owns it, except for what
 * processes keep in shared memory. No method blocks: a call that has to wait is answered later.
 * Callers pass the time with each call. This package knows the protocol's messages, but nothing
 * about processes, pipes, files or tasks.
 */
@NullMarked
package dev.reeve.shared.server;

import org.jspecify.annotations.NullMarked;
