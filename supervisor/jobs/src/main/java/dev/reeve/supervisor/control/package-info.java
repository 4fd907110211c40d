/**
 * Looking at a run and steering it, without a transport: requests and answers are JSON values,
 * which a socket or a server carries. The calls and the fields are described in the page about the
 * command line.
 */
@NullMarked
package dev.reeve.supervisor.control;

import org.jspecify.annotations.NullMarked;
