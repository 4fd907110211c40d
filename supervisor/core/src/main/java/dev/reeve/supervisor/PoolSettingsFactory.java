package dev.reeve.supervisor;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.worker.PoolSettings;

/** What the engine is told of pools, from the options of a supervisor. */
final class PoolSettingsFactory {
  private PoolSettingsFactory() {}

  static PoolSettings pool(SupervisorOptions options) {
    return new PoolSettings(
        options.workers(),
        options.grace(),
        options.deadline(),
        options.halt(),
        options.totalTasks(),
        options.worker().maxTasks(),
        options.worker().maxResidentBytes(),
        options.maxFrameBytes(),
        options.readyLimit(),
        options.idleLimit(),
        options.setup(),
        spares(options),
        false);
  }

  /** As many as there are workers that may wait for tasks of their own. */
  private static int spares(SupervisorOptions options) {
    return options.workers();
  }

  /** Slots that a pool has with its spares: others begin behind them. */
  static int slots(SupervisorOptions options) {
    return options.workers() + spares(options);
  }

  /**
   * For a process of its own.
   *
   * @param known handlers that its worker is to know
   */
  static PoolSettings single(SupervisorOptions options, ToWorker.RegisterHandlers known) {
    return new PoolSettings(
        1,
        options.grace(),
        null,
        null,
        1,
        0,
        0,
        options.maxFrameBytes(),
        options.readyLimit(),
        null,
        options.setup().plus(known.handlerClasses(), known.classFiles()),
        0,
        true);
  }
}
