/**
 * Microbenchmarks of what every task passes through: the codec and the loop. {@code mvn -P jmh}
 * compiles and runs them.
 */
@NullMarked
package dev.reeve.supervisor.jmh;

import org.jspecify.annotations.NullMarked;
