/** The server: accepted tasks and the HTTP interface to them. */
module dev.reeve.serve {
  requires transitive dev.reeve.jobs;
  requires static transitive org.jspecify;
  requires com.cronutils;
  requires java.logging;
  requires io.prometheus.metrics.core;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.unixdomain.server;
  requires org.eclipse.jetty.util;

  exports dev.reeve.supervisor.serve;
  exports dev.reeve.supervisor.serve.http;
  exports dev.reeve.supervisor.serve.page;
  exports dev.reeve.supervisor.serve.queue;
  exports dev.reeve.supervisor.serve.schedule;
}
