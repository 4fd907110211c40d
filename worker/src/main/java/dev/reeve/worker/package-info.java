/** What the author of a handler sees. Nothing here knows how a handler is run. */
@NullMarked
package dev.reeve.worker;

import org.jspecify.annotations.NullMarked;
