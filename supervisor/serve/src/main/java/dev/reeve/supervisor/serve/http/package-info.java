/**
 * The HTTP interface of a server: its calls, their bounds, and who may make them. Knows the queue
 * and the control of the run, not the command line.
 */
@NullMarked
package dev.reeve.supervisor.serve.http;

import org.jspecify.annotations.NullMarked;
