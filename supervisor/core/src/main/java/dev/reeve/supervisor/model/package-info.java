/** Tasks, results, settings and listeners: the values that all parts of the supervisor exchange. */
@NullMarked
package dev.reeve.supervisor.model;

import org.jspecify.annotations.NullMarked;
