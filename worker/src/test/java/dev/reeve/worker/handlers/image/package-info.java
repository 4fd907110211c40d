@NullMarked
package dev.reeve.worker.handlers.image;

import org.jspecify.annotations.NullMarked;
