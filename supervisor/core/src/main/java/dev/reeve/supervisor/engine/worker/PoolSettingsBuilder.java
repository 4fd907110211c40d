package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.WorkerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Builder of {@link PoolSettings}, which say what each value means. Every value has a default. One
 * thread.
 */
public final class PoolSettingsBuilder {
  private int workers = Runtime.getRuntime().availableProcessors();
  private int spares;
  private int processors = Runtime.getRuntime().availableProcessors();
  private WorkerOptions worker = WorkerOptions.DEFAULT;
  private WorkerSetup setup = WorkerSetup.NONE;
  private int maxFrameBytes = Protocol.DEFAULT_MAX_FRAME_BYTES;
  private Duration grace = Duration.ofSeconds(5);
  private Duration readyLimit = Duration.ofSeconds(30);
  private RestartPolicy restarts = RestartPolicy.ENDING;
  private @Nullable Duration idleLimit;
  private @Nullable Duration deadline;
  private @Nullable HaltRule halt;
  private long totalTasks = -1;
  private int maxTaskDepth = 8;
  private StartLimits startLimits = StartLimits.NONE;
  private int ownSlot = -1;

  PoolSettingsBuilder() {}

  /** Default: the processors available. */
  public PoolSettingsBuilder workers(int count) {
    PoolSettings.requireWorkers(count);
    this.workers = count;
    return this;
  }

  /** Default: 0. */
  public PoolSettingsBuilder spares(int count) {
    this.spares = count;
    return this;
  }

  /** Default: the processors available. */
  public PoolSettingsBuilder processors(int count) {
    this.processors = count;
    return this;
  }

  /** Default: {@link WorkerOptions#DEFAULT}. */
  public PoolSettingsBuilder worker(WorkerOptions options) {
    this.worker = options;
    return this;
  }

  /** Returns the options set so far, so that one of them can be changed. */
  public WorkerOptions worker() {
    return worker;
  }

  /** Default: nothing. */
  public PoolSettingsBuilder setup(WorkerSetup value) {
    this.setup = value;
    return this;
  }

  /** Returns the setup so far. */
  public WorkerSetup setup() {
    return setup;
  }

  /** Default: 16 MiB. */
  public PoolSettingsBuilder maxFrameBytes(int bytes) {
    this.maxFrameBytes = bytes;
    return this;
  }

  /** Default: 5 s. */
  public PoolSettingsBuilder grace(Duration time) {
    this.grace = time;
    return this;
  }

  /** Default: 30 s. */
  public PoolSettingsBuilder readyLimit(Duration limit) {
    this.readyLimit = limit;
    return this;
  }

  /** Default: {@link RestartPolicy#ENDING}. */
  public PoolSettingsBuilder restarts(RestartPolicy policy) {
    this.restarts = policy;
    return this;
  }

  /** Returns the policy set so far, so that a part of it can be changed. */
  public RestartPolicy restarts() {
    return restarts;
  }

  /** Default: none. */
  public PoolSettingsBuilder idleLimit(@Nullable Duration limit) {
    this.idleLimit = limit;
    return this;
  }

  /** Default: none. */
  public PoolSettingsBuilder deadline(@Nullable Duration limit) {
    this.deadline = limit;
    return this;
  }

  /** Default: none. */
  public PoolSettingsBuilder halt(@Nullable HaltRule rule) {
    this.halt = rule;
    return this;
  }

  /** Default: −1, unknown. */
  public PoolSettingsBuilder totalTasks(long total) {
    this.totalTasks = total;
    return this;
  }

  /** Default: 8. */
  public PoolSettingsBuilder maxTaskDepth(int levels) {
    this.maxTaskDepth = levels;
    return this;
  }

  /** Default: {@link StartLimits#NONE}. */
  public PoolSettingsBuilder startLimits(StartLimits limits) {
    this.startLimits = limits;
    return this;
  }

  /** Default: −1, a pool that replaces its workers. */
  public PoolSettingsBuilder ownSlot(int slot) {
    this.ownSlot = slot;
    return this;
  }

  /**
   * Returns the settings.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public PoolSettings build() {
    return new PoolSettings(
        workers,
        spares,
        processors,
        worker,
        setup,
        maxFrameBytes,
        grace,
        readyLimit,
        restarts,
        idleLimit,
        deadline,
        halt,
        totalTasks,
        maxTaskDepth,
        startLimits,
        ownSlot);
  }
}
