/** The commands' side of a server: its address, and calls over HTTP. */
@NullMarked
package dev.reeve.supervisor.cli.client;

import org.jspecify.annotations.NullMarked;
