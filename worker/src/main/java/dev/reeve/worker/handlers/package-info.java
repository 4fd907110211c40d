/**
 * The handlers that every worker has: {@code echo}, {@code sleep}, {@code file/sha256}; commands in
 * {@code exec}, pictures in {@code image}. They stand on what every handler author sees and on
 * nothing else: they may not know how a worker runs them, nor the messages it exchanges.
 */
@NullMarked
package dev.reeve.worker.handlers;

import org.jspecify.annotations.NullMarked;
