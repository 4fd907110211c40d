/** The server: accepted tasks and the HTTP interface to them. */
module dev.reeve.serve {
  requires transitive dev.reeve.jobs;
  requires static transitive org.jspecify;
  requires com.cronutils;

  exports dev.reeve.supervisor.serve.page;
  exports dev.reeve.supervisor.serve.queue;
  exports dev.reeve.supervisor.serve.schedule;
}
