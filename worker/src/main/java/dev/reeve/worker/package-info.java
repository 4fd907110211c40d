/**
 * The interfaces that the author of a handler uses. Begin with {@link
 * dev.reeve.worker.TaskHandler}. Must never know how a handler is run, nor the messages.
 */
@NullMarked
package dev.reeve.worker;

import org.jspecify.annotations.NullMarked;
