package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.EngineRig.Setup;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.process.WorkerEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker gets short lines only if it has said that it reads them. */
class ShortLinesTest {
  private final EngineRig rig = new Setup().start();

  @Test
  void workers_are_offered_short_lines_and_those_that_take_them_get_them() {
    rig.submit("a", "b");
    ready(0, true);
    assertThat(rig.process(0).shortLines).isTrue();
    assertThat((ToWorker.Initialize) rig.process(0).sent.get(0))
        .satisfies(message -> assertThat(message.settings().shortLines()).isTrue());
    rig.startAndSucceed(0, "a");
  }

  @Test
  void a_worker_that_knows_nothing_of_them_gets_none() {
    rig.submit("a");
    ready(0, false);
    assertThat(rig.process(0).shortLines).isFalse();
    rig.startAndSucceed(0, "a");
  }

  private void ready(int number, boolean shortLines) {
    long pid = rig.process(number).pid;
    rig.tell(number, new WorkerEvent.Started(pid));
    InitializeResult result =
        new InitializeResult(1, pid, List.of("h"), "17", Map.of(), shortLines);
    rig.say(number, new FromWorker.Success(Worker.INITIALIZE, new MessageCodec().write(result)));
  }
}
