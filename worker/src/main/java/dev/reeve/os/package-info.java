/**
 * The operating system as the JDK does not show it: {@code /proc}, signals, error numbers, files
 * for their owner only. On a system without {@code /proc}, nothing is found there.
 */
@NullMarked
package dev.reeve.os;

import org.jspecify.annotations.NullMarked;
