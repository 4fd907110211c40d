/** What the tests of all modules share; it knows nothing of the rooms under test. */
@NullMarked
package dev.reeve.testing;

import org.jspecify.annotations.NullMarked;
