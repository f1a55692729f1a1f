/** Fuzzing of streams. */
@NullMarked
package dev.sotto.gateway.sip.transport;

import org.jspecify.annotations.NullMarked;
