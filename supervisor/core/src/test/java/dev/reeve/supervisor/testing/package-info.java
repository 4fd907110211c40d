/** Programs and helpers that the tests of several rooms share. */
@NullMarked
package dev.reeve.supervisor.testing;

import org.jspecify.annotations.NullMarked;
