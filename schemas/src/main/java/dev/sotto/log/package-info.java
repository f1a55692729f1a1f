/** The log: the only package that knows Kafka. Append, read with acknowledgement, follow, keep tables, bury what is dead. */
@NullMarked
package dev.sotto.log;

import org.jspecify.annotations.NullMarked;
