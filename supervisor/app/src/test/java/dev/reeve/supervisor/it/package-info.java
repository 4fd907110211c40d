/** Tests of the finished jar, as its users run it: real files, pipes, signals and exit codes. */
@NullMarked
package dev.reeve.supervisor.it;

import org.jspecify.annotations.NullMarked;
