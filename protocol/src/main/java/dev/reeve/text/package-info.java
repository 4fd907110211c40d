/** Quoting, UTF-8, durations, sizes and hexadecimal numbers as text. Uses the JDK only. */
@NullMarked
package dev.reeve.text;

import org.jspecify.annotations.NullMarked;
