/** Tasks that a server submits again and again, at their times. */
@NullMarked
package dev.reeve.supervisor.serve.schedule;

import org.jspecify.annotations.NullMarked;
