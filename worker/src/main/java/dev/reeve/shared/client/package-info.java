/**
 * Shared objects as their users see them: each method is a call that goes out by a {@link
 * dev.reeve.shared.client.SharedPort} and waits for its answer. Workers and the program around the
 * supervisor differ in the port only. Must never know the supervisor.
 */
@NullMarked
package dev.reeve.shared.client;

import org.jspecify.annotations.NullMarked;
