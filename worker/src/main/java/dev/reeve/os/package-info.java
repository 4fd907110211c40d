/** What Linux tells of processes in {@code /proc}; elsewhere there is nothing to be told. */
@NullMarked
package dev.reeve.os;

import org.jspecify.annotations.NullMarked;
