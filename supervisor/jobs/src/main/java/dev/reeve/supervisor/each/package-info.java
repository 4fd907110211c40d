/**
 * Tasks from arguments: a command or a payload with placeholders, and lists, lines or columns to
 * put in their place. Knows nothing of options or terminals.
 */
@NullMarked
package dev.reeve.supervisor.each;

import org.jspecify.annotations.NullMarked;
