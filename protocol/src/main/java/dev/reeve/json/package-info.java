/** JSON as bytes: the value, the writer, the scanner and the parser settings of all modules. */
@NullMarked
package dev.reeve.json;

import org.jspecify.annotations.NullMarked;
