/** Tests of the socket of a run. */
@NullMarked
package dev.reeve.supervisor.cli.control;

import org.jspecify.annotations.NullMarked;
