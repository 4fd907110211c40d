package dev.reeve.supervisor.testing;

import dev.reeve.supervisor.model.SupervisorLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was told to people. */
public final class RecordingLog implements SupervisorLog {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void log(Level level, String message) {
    lines.add(level + " " + message);
  }

  /** Each message after its level and a space. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
