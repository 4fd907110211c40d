/**
 * What embedding programs and the command line see: a supervisor, its tasks, results and summary.
 */
@NullMarked
package dev.reeve.supervisor;

import org.jspecify.annotations.NullMarked;
