/**
 * Text for people and its checks: quoting, UTF-8, durations, sizes, counts and hexadecimal numbers.
 * Must never know anything else of the project.
 */
@NullMarked
package dev.reeve.text;

import org.jspecify.annotations.NullMarked;
