package dev.reeve.supervisor.model;

/** Why a batch was handed to a worker, and did not wait for more tasks. */
public enum BatchRelease {
  /** It has as many tasks as its handler takes. */
  FULL,
  /** One more task would make its payloads too large. */
  BYTES,
  /** Its handler does not let it wait: all tasks that waited are in it. */
  NO_WAIT,
  /** To wait for another task would have cost more time than it saves. */
  NO_GAIN,
  /** It has waited as long as its handler lets it. */
  WAITED,
  /** It holds tasks of a batch whose worker died: half of them, or less. */
  HALVED
}
