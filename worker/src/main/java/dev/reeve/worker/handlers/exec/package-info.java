/**
 * The handler {@code exec}: runs one command, catches what it prints, and ends all of its processes
 * with the task. The only user of Commons Exec. Knows processes and nothing of messages, other
 * workers or tries.
 */
@NullMarked
package dev.reeve.worker.handlers.exec;

import org.jspecify.annotations.NullMarked;
