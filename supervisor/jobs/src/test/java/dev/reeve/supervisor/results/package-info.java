/** Tests of the room of the same name. */
@NullMarked
package dev.reeve.supervisor.results;

import org.jspecify.annotations.NullMarked;
