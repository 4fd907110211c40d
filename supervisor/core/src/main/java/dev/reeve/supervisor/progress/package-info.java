/** The line that shows a person how far a pool is. */
@NullMarked
package dev.reeve.supervisor.progress;

import org.jspecify.annotations.NullMarked;
