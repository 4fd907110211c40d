/**
 * Finds handlers, makes their instances, calls them, and turns what they return or throw into
 * responses. Must never know how messages travel.
 */
@NullMarked
package dev.reeve.worker.runtime.handler;

import org.jspecify.annotations.NullMarked;
