/**
 * The handler {@code exec}: runs one command, keeps its output, and ends all of its processes with
 * the task. It knows processes, and nothing of messages, other workers or retries.
 *
 * <p>Only this room uses Commons Exec: its {@code StreamPumper} moves the bytes of standard input,
 * output and error. The library's executor is not used, because on an interrupt it closes the pipes
 * and ends only the first process of a command, and its asynchronous form never reports that a
 * thread was refused. Neither is its command line, which trims arguments.
 */
@NullMarked
package dev.reeve.worker.handlers.exec;

import org.jspecify.annotations.NullMarked;
