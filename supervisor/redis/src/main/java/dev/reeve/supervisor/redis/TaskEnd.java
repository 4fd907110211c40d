package dev.reeve.supervisor.redis;

import static dev.reeve.supervisor.redis.RedisServer.bytes;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;

/** What becomes of a task that this supervisor has held. */
sealed interface TaskEnd {

  /** Returns the task. */
  TakenTask task();

  /** Returns the arguments of the script that tells the server. */
  byte[][] arguments(String supervisor);

  /**
   * It has ended, with a record.
   *
   * @param kept time for which the record is kept
   * @param mostDead most dead tasks that the queue keeps, from 1; 0 if it is not dead
   */
  record Finished(TakenTask task, TaskStatus status, Json json, Duration kept, int mostDead)
      implements TaskEnd {
    @Override
    public byte[][] arguments(String supervisor) {
      TakenRow row = task.row();
      return new byte[][] {
        bytes(supervisor),
        bytes(row.lane()),
        bytes(row.entry()),
        bytes(row.deliveries()),
        bytes(task.id()),
        bytes(status.word()),
        json.utf8(),
        bytes(kept.toSeconds()),
        bytes(mostDead)
      };
    }
  }

  /**
   * It is to be delivered again.
   *
   * @param attempts that have ended
   * @param deaths workers that have died with it
   */
  record GivenBack(TakenTask task, Duration delay, int attempts, int deaths) implements TaskEnd {
    @Override
    public byte[][] arguments(String supervisor) {
      TakenRow row = task.row();
      return new byte[][] {
        bytes(supervisor),
        bytes(row.lane()),
        bytes(row.entry()),
        bytes(row.deliveries()),
        bytes(task.id()),
        bytes(delay.toMillis()),
        bytes(attempts),
        bytes(deaths),
        bytes(row.lostSupervisors())
      };
    }
  }

  /** It belongs to another supervisor: nothing is told. */
  record Dropped(TakenTask task) implements TaskEnd {
    @Override
    public byte[][] arguments(String supervisor) {
      throw new IllegalStateException("nothing is told of a lost task");
    }
  }
}
