/** Tests of what embedding programs see, on real workers. */
@NullMarked
package dev.reeve.supervisor;

import org.jspecify.annotations.NullMarked;
