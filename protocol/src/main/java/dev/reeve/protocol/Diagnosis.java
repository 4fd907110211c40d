package dev.reeve.protocol;

/**
 * The result of {@code diagnose}.
 *
 * @param threads a thread dump as text
 * @param memory of the worker
 */
public record Diagnosis(String threads, MemoryUse memory) {}
