/**
 * The shared objects themselves: queues, locks and the like, as state without threads. One thread
 * owns all of it, but for what processes have in memory of their own, time is told with each call,
 * and whoever has to wait is answered later: nothing here blocks. Knows the messages, and nothing
 * of processes, pipes, files or tasks.
 */
@NullMarked
package dev.reeve.shared.server;

import org.jspecify.annotations.NullMarked;
