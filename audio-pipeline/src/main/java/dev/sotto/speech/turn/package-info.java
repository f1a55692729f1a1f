/** When somebody speaks and when he has finished, told from the frames alone. */
@NullMarked
package dev.sotto.speech.turn;

import org.jspecify.annotations.NullMarked;
