package dev.reeve.supervisor;

import dev.reeve.os.MachineState;
import dev.reeve.supervisor.engine.task.Machine;

/** The machine that this process runs on. */
final class HostMachine implements Machine {
  @Override
  public double load() {
    return MachineState.load();
  }

  @Override
  public long freeMemory() {
    return MachineState.freeMemory();
  }
}
