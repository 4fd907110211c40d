/**
 * Tests of the engine on a settable clock and workers that are scripts: nothing here starts a
 * process or sleeps.
 */
@NullMarked
package dev.reeve.supervisor.engine;

import org.jspecify.annotations.NullMarked;
