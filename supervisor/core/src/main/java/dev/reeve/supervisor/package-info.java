/** The public interface: supervisors, their settings, futures, maps and single processes. */
@NullMarked
package dev.reeve.supervisor;

import org.jspecify.annotations.NullMarked;
