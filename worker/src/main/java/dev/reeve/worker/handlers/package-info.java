/**
 * The built-in handlers {@code echo}, {@code sleep} and {@code file/sha256}; {@code exec} and those
 * of pictures have rooms of their own. They use what every handler author can use, and nothing
 * else. Must never know how a worker runs them, nor the messages.
 */
@NullMarked
package dev.reeve.worker.handlers;

import org.jspecify.annotations.NullMarked;
