/** The page: what it gathers, and what it makes of it. */
@NullMarked
package dev.reeve.supervisor.serve.page;

import org.jspecify.annotations.NullMarked;
