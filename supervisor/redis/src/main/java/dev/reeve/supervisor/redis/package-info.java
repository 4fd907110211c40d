/**
 * Supervisors on many machines that take tasks from queues in Redis. {@link
 * dev.reeve.supervisor.redis.Broker} is the entrance. Where a doc comment speaks of a server, it is
 * a Redis server.
 */
@NullMarked
package dev.reeve.supervisor.redis;

import org.jspecify.annotations.NullMarked;
