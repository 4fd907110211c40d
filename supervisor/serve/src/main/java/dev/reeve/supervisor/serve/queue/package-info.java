/** Tasks that a server has accepted, from their acceptance until they are forgotten. */
@NullMarked
package dev.reeve.supervisor.serve.queue;

import org.jspecify.annotations.NullMarked;
