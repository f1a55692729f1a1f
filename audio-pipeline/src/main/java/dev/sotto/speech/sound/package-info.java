/** Sound as numbers: PCM samples, WAV files, companding and sample rates. */
@NullMarked
package dev.sotto.speech.sound;

import org.jspecify.annotations.NullMarked;
