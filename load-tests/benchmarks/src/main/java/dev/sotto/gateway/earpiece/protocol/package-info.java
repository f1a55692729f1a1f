/** Fuzzing of the envelope. */
@NullMarked
package dev.sotto.gateway.earpiece.protocol;

import org.jspecify.annotations.NullMarked;
