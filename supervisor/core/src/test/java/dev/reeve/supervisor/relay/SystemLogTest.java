package dev.reeve.supervisor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.SupervisorLog;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SystemLogTest {

  @Test
  void messages_go_to_the_logger_that_the_program_has_with_their_levels() {
    Logger logger = Logger.getLogger("dev.reeve.supervisor");
    List<String> seen = new ArrayList<>();
    Handler handler = new Recording(seen);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try {
      SupervisorLog log = new SystemLog();
      log.log(SupervisorLog.Level.DEBUG, "not loggable by default");
      log.log(SupervisorLog.Level.INFO, "i {0} '");
      log.log(SupervisorLog.Level.WARNING, "w");
      log.log(SupervisorLog.Level.ERROR, "e");
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    assertThat(seen).containsExactly("INFO i {0} '", "WARNING w", "SEVERE e");
  }

  /** Writes down levels and messages. */
  private static final class Recording extends Handler {
    private final List<String> seen;

    Recording(List<String> seen) {
      this.seen = seen;
    }

    @Override
    public void publish(LogRecord line) {
      seen.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
