@NullMarked
package dev.reeve.worker.proxy;

import org.jspecify.annotations.NullMarked;
