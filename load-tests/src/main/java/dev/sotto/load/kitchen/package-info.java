/** A kitchen display seen from outside: the stream of tickets. */
@NullMarked
package dev.sotto.load.kitchen;

import org.jspecify.annotations.NullMarked;
