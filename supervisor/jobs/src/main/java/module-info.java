/** Job documents and streams, result records, and the loop that runs them. */
module dev.reeve.jobs {
  requires transitive dev.reeve.supervisor;
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports dev.reeve.supervisor.control;
  exports dev.reeve.supervisor.each;
  exports dev.reeve.supervisor.job;
  exports dev.reeve.supervisor.results;
  exports dev.reeve.supervisor.run;
}
