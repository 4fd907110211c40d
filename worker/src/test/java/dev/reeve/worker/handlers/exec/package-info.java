@NullMarked
package dev.reeve.worker.handlers.exec;

import org.jspecify.annotations.NullMarked;
