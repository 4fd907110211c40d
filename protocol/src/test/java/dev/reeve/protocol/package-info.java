/** Tests of the wire protocol. */
@NullMarked
package dev.reeve.protocol;

import org.jspecify.annotations.NullMarked;
