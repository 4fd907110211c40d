/** Supervisors on many machines that share queues in Redis. */
module dev.reeve.redis {
  requires transitive dev.reeve.jobs;
  requires static transitive org.jspecify;
  requires java.logging;
  requires org.apache.commons.pool2;
  requires redis.clients.jedis;

  exports dev.reeve.supervisor.redis;
}
