/** The class files that an embedding program sends to its workers. */
@NullMarked
package dev.reeve.supervisor.classes;

import org.jspecify.annotations.NullMarked;
