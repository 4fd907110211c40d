/**
 * Arrays in memory that several processes map: their files, where those are, and how they are found
 * and removed when nobody is left to do so. Used by workers and by the supervisor; knows no
 * messages.
 */
@NullMarked
package dev.reeve.shared.memory;

import org.jspecify.annotations.NullMarked;
