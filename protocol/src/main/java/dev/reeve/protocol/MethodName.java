package dev.reeve.protocol;

/** The names of methods in messages. */
final class MethodName {
  static final String INITIALIZE = "initialize";
  static final String HANDLERS_REGISTER = "handlers/register";
  static final String TASK_RUN = "task/run";
  static final String TASK_CANCEL = "task/cancel";
  static final String DIAGNOSE = "diagnose";
  static final String SHUTDOWN = "shutdown";
  static final String TASK_SUBMIT = "task/submit";
  static final String TASK_PREPARING = "task/preparing";
  static final String TASK_STARTED = "task/started";
  static final String TASK_PROGRESS = "task/progress";
  static final String LOG = "log";
  static final String HEARTBEAT = "heartbeat";
  static final String SHARED_CALL = "shared/call";
  static final String SHARED_CANCEL = "shared/cancel";

  private MethodName() {}
}
