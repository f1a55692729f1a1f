/** Fuzzing of challenges. */
@NullMarked
package dev.sotto.gateway.digest;

import org.jspecify.annotations.NullMarked;
