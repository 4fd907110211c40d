package dev.reeve.supervisor.run;

import dev.reeve.supervisor.results.Delivery;
import dev.reeve.supervisor.results.ResultWriter;
import java.util.function.Consumer;

/**
 * The way of finished results to the outputs.
 *
 * @param backlog counts those that wait
 * @param writer such as {@link ResultWriter#accept}
 * @param keepsTasks whether an output needs the tasks
 */
record ResultRoute(ResultBacklog backlog, Consumer<Delivery> writer, boolean keepsTasks) {}
