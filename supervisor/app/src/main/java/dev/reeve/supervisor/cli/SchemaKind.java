package dev.reeve.supervisor.cli;

/** Kinds of JSON for which there is a schema. */
enum SchemaKind {
  /** A job document. */
  JOB,

  /** A line of a stream of tasks. */
  TASK,

  /** A result record. */
  RECORD
}
