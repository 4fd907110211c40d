/**
 * The Unix domain socket of a run: its server, and the client by which commands look at a run and
 * steer it. A request and its answer are a line of JSON each, as {@link
 * dev.reeve.supervisor.control} defines them.
 */
@NullMarked
package dev.reeve.supervisor.cli.control;

import org.jspecify.annotations.NullMarked;
