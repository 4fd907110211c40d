/** Tests that hold the documents to the code. */
@NullMarked
package dev.reeve.supervisor.docs;

import org.jspecify.annotations.NullMarked;
