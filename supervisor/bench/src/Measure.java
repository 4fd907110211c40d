/** One part of the table. */
interface Measure {
  /** For {@code --only}. */
  String name();

  /** Measures, and adds its rows. */
  void run(Setting setting, Table table) throws Exception;
}
