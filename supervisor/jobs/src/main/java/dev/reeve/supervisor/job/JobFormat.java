package dev.reeve.supervisor.job;

/** Form of a job. */
public enum JobFormat {
  /** One JSON document. */
  JSON,
  /** One task a line. */
  JSONL
}
