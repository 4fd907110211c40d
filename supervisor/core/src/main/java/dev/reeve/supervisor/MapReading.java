package dev.reeve.supervisor;

/** The reading of a map's input, as far as results are asked for. */
interface MapReading {

  /**
   * Has requests read, in this thread or in another one.
   *
   * @param most number of requests that may have been read in total
   * @param step number of further requests for which it pays to wake up another thread
   */
  void readUpTo(long most, int step);

  /** Reads no further requests, cancels those under way and closes the input. */
  void close();

  /** Reading by the thread that asks for results, for inputs that never wait. */
  final class InCaller implements MapReading {
    private final MapInput<?> input;
    private long read;

    InCaller(MapInput<?> input) {
      this.input = input;
    }

    @Override
    public void readUpTo(long most, int step) {
      while (read < most && input.readNext()) {
        read++;
      }
    }

    @Override
    public void close() {
      input.cancelAll();
      input.end();
    }
  }
}
