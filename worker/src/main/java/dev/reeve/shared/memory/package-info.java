/**
 * Memory that several processes map: arrays, counters and queues, the folder of their files, and
 * the removal of folders whose supervisor was killed. Used by workers and by the supervisor. Must
 * never know messages.
 */
@NullMarked
package dev.reeve.shared.memory;

import org.jspecify.annotations.NullMarked;
