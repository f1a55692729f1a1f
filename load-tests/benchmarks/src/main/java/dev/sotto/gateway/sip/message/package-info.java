/** Fuzzing of the messages. */
@NullMarked
package dev.sotto.gateway.sip.message;

import org.jspecify.annotations.NullMarked;
