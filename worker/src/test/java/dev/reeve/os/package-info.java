@NullMarked
package dev.reeve.os;

import org.jspecify.annotations.NullMarked;
