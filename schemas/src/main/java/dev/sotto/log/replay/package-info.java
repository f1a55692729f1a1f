/** Work through what the log holds of the past, which operators wish, pause and give up. */
@NullMarked
package dev.sotto.log.replay;

import org.jspecify.annotations.NullMarked;
