/** Tests of looking at a run and steering it. */
@NullMarked
package dev.reeve.supervisor.control;

import org.jspecify.annotations.NullMarked;
