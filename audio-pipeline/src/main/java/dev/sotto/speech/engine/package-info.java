/** Speech to text: what a recogniser is asked and what it answers, and the recognisers we have. */
@NullMarked
package dev.sotto.speech.engine;

import org.jspecify.annotations.NullMarked;
