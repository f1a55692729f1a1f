/** A printer made of a socket: what a kitchen's printer would put on paper, for people without one and for tests. */
@NullMarked
package dev.sotto.embedded.printer;

import org.jspecify.annotations.NullMarked;
