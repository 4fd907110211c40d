package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.serve.schedule.Scheduler;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The signal HUP, at which a server reads its document and its tokens again. */
final class ServeReload {
  private static final String SIGNAL = "HUP";

  private final ServeJob document;
  private final ServePlace place;
  private final Consumer<String> messages;

  /**
   * @param messages are told what was done
   */
  ServeReload(ServeJob document, ServePlace place, Consumer<String> messages) {
    this.document = document;
    this.place = place;
    this.messages = messages;
  }

  /**
   * Follows the signal from now on.
   *
   * @param resize changes the number of workers
   */
  void listen(IntConsumer resize, Scheduler scheduler) {
    SignalListener.listen(SIGNAL, () -> reload(resize, scheduler));
  }

  private void reload(IntConsumer resize, Scheduler scheduler) {
    boolean hasTokens = rereadTokens();
    if (document.isGiven()) {
      document.reload(resize, scheduler, messages);
    } else if (!hasTokens) {
      messages.accept("HUP: there is nothing to read again, neither a document nor a token");
    }
  }

  /** A broken file must neither end the server nor open it to anybody. */
  private boolean rereadTokens() {
    try {
      boolean hasTokens = place.rereadTokens();
      if (hasTokens) {
        messages.accept("HUP: read the tokens again");
      }
      return hasTokens;
    } catch (CommandAbortedException e) {
      messages.accept("HUP: the tokens stay as they are: " + e.getMessage());
      return true;
    }
  }
}
