@NullMarked
package dev.reeve.shared.client;

import org.jspecify.annotations.NullMarked;
