/** The page that shows what workers and tasks do, live or once for a run that has ended. */
@NullMarked
package dev.reeve.supervisor.serve.page;

import org.jspecify.annotations.NullMarked;
