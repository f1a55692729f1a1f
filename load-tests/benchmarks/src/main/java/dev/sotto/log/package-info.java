/** Measurements of the log; here, because only this package may know Kafka. */
@NullMarked
package dev.sotto.log;

import org.jspecify.annotations.NullMarked;
