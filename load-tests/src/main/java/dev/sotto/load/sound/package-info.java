/** Sound as the test side needs it: PCM, WAV files, G.711, resampling, and made-up speech. */
@NullMarked
package dev.sotto.load.sound;

import org.jspecify.annotations.NullMarked;
