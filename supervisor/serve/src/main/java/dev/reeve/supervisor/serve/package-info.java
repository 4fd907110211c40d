/**
 * A supervisor that stays: takes tasks by HTTP as long as it runs, and tells what becomes of them.
 */
@NullMarked
package dev.reeve.supervisor.serve;

import org.jspecify.annotations.NullMarked;
