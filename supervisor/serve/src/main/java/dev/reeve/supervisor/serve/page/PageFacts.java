package dev.reeve.supervisor.serve.page;

import org.jspecify.annotations.Nullable;

/**
 * The facts at the head of the page.
 *
 * @param name of the job or server
 * @param state in a word: running, paused, stopping, or how the run ended
 * @param message why the run ended, or why nothing starts; null if all is well
 * @param exitCode null while the run goes on
 * @param alreadyDone tasks that earlier runs had done
 */
public record PageFacts(
    String name,
    String state,
    @Nullable String message,
    @Nullable Integer exitCode,
    long alreadyDone) {}
