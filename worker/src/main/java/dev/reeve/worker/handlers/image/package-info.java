/**
 * The handlers {@code image/grayscale}, {@code image/blur} and {@code image/thumbnail}, by {@code
 * javax.imageio} and without a display. Only the classes that read and write pictures know files;
 * arithmetic works on {@code Picture}.
 */
@NullMarked
package dev.reeve.worker.handlers.image;

import org.jspecify.annotations.NullMarked;
