/** Tests of the room of the same name. */
@NullMarked
package dev.reeve.supervisor.serve.schedule;

import org.jspecify.annotations.NullMarked;
