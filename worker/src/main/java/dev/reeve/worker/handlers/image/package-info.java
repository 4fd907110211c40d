/**
 * The handlers {@code image/grayscale}, {@code image/blur} and {@code image/thumbnail}, on {@code
 * javax.imageio} without a display. Arithmetic is apart from files: {@link Picture} and what
 * computes with it know no paths.
 */
@NullMarked
package dev.reeve.worker.handlers.image;

import org.jspecify.annotations.NullMarked;
