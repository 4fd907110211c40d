/**
 * What tasks on different workers share: queues, locks and the like, and arrays in shared memory.
 * {@link dev.reeve.shared.SharedObjects} is where to begin.
 */
@NullMarked
package dev.reeve.shared;

import org.jspecify.annotations.NullMarked;
