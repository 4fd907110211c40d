/** One of the two that are measured side by side. */
@FunctionalInterface
interface Side {
  /** One more figure. */
  double measure() throws Exception;
}
