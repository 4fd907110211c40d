package dev.reeve.supervisor.control;

import org.jspecify.annotations.Nullable;

/**
 * Facts by which people tell one server from another.
 *
 * @param address at which it listens, as commands take it
 * @param queue folder of its queue, absolute; null if that is in memory
 */
public record ServerLabel(String address, @Nullable String queue) {}
