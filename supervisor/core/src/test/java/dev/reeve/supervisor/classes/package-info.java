/** Tests of what is handed to workers. */
@NullMarked
package dev.reeve.supervisor.classes;

import org.jspecify.annotations.NullMarked;
