/** Text to speech. */
@NullMarked
package dev.sotto.speech.voice;

import org.jspecify.annotations.NullMarked;
