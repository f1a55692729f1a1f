/** Parts of the log, read without a group so that no worker notices, and topics beside the live ones. */
@NullMarked
package dev.sotto.log.passage;

import org.jspecify.annotations.NullMarked;
