/** Output on a terminal: lines for people, the progress line, colours and widths. */
@NullMarked
package dev.reeve.supervisor.cli.terminal;

import org.jspecify.annotations.NullMarked;
