/** The messages between a supervisor and its workers, and the JSON that they are made of. */
module dev.reeve.protocol {
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports dev.reeve.json;
  exports dev.reeve.protocol to
      dev.reeve.worker,
      dev.reeve.supervisor,
      dev.reeve.jobs;
  exports dev.reeve.text to
      dev.reeve.worker,
      dev.reeve.supervisor,
      dev.reeve.jobs,
      dev.reeve.redis,
      dev.reeve.serve;
}
