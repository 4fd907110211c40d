/** Workers as the engine sees them: slots, dispatch, restarts and the stop ladder. */
@NullMarked
package dev.reeve.supervisor.engine.worker;

import org.jspecify.annotations.NullMarked;
