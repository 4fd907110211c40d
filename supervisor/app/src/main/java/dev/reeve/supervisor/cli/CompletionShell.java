package dev.reeve.supervisor.cli;

/** Shells for which there is completion. */
enum CompletionShell {
  BASH,
  ZSH,
  FISH
}
