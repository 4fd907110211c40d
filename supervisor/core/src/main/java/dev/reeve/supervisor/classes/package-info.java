/** Class files that an embedding program hands to its workers. */
@NullMarked
package dev.reeve.supervisor.classes;

import org.jspecify.annotations.NullMarked;
