/** What became of orders that were placed before, as the log tells it. */
@NullMarked
package dev.sotto.dialogue.placed;

import org.jspecify.annotations.NullMarked;
