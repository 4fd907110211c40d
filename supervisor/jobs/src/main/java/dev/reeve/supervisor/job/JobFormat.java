package dev.reeve.supervisor.job;

/** Format of a job file. */
public enum JobFormat {
  /** One JSON document. */
  JSON,
  /** One task per line. */
  JSONL
}
