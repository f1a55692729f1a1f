/** Fuzzing of session descriptions. */
@NullMarked
package dev.sotto.gateway.sdp;

import org.jspecify.annotations.NullMarked;
