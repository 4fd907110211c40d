package dev.reeve.protocol;

/**
 * What a worker answers to {@code diagnose}.
 *
 * @param threads a thread dump as text
 */
public record Diagnosis(String threads, MemoryUse memory) {}
