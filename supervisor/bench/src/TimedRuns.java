import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Runs of one program from start to exit, with the processor time of each. */
final class TimedRuns implements Side {
  private final Setting setting;
  private final ProcessBuilder program;
  private final File input;
  private final List<Double> processor = new ArrayList<>();

  TimedRuns(Setting setting, ProcessBuilder program, File input) {
    this.setting = setting;
    this.program = program;
    this.input = input;
  }

  /** Returns the seconds of one more run. */
  @Override
  public double measure() throws Exception {
    double before = ProcessorTime.ofEndedChildren();
    double seconds = setting.seconds(program, input);
    processor.add(ProcessorTime.ofEndedChildren() - before);
    return seconds;
  }

  /** Returns the median of the processor time of a run and of all that it started. */
  double processorSeconds() {
    return Rounds.median(processor.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
