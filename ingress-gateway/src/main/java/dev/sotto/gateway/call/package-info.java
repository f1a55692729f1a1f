/** One caller: signalling, media and the log brought together. */
@NullMarked
package dev.sotto.gateway.call;

import org.jspecify.annotations.NullMarked;
