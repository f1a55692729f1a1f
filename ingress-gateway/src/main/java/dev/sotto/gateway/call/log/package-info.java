/** What of a call is written to the log: who it is, what happens, what is heard. */
@NullMarked
package dev.sotto.gateway.call.log;

import org.jspecify.annotations.NullMarked;
