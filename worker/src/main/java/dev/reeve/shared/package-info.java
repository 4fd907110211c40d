/**
 * The objects that tasks on different workers share: queues, locks and the like, and arrays in
 * shared memory. Begin with {@link dev.reeve.shared.SharedObjects}.
 */
@NullMarked
package dev.reeve.shared;

import org.jspecify.annotations.NullMarked;
