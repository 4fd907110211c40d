/** Tests of the room of the same name. */
@NullMarked
package dev.reeve.supervisor.cli.client;

import org.jspecify.annotations.NullMarked;
