/**
 * Job documents and streams of JSON Lines, read as tasks. Errors are collected with their lines and
 * columns, and reported together. Knows nothing of processes, or of what handlers do with payloads.
 */
@NullMarked
package dev.reeve.supervisor.job;

import org.jspecify.annotations.NullMarked;
