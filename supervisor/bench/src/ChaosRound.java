/** One kind of trouble that befalls a job until all its tasks have ended. */
interface ChaosRound {
  /** Returns the name of the kind in the final table. */
  String name();

  /**
   * Runs a job in the folder until all its tasks have ended.
   *
   * @param end time of the monotonic clock from which on there is no further trouble
   */
  void play(RoundFolder round, long end) throws Exception;
}
