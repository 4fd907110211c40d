/** Pools of worker JVMs for programs. */
module dev.reeve.supervisor {
  requires transitive dev.reeve.protocol;
  requires transitive dev.reeve.worker;
  requires static transitive org.jspecify;

  exports dev.reeve.supervisor;
  exports dev.reeve.supervisor.model;
}
