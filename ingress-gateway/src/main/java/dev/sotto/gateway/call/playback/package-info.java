/** What a caller is played: one sentence after the other, at his rate, until he speaks. */
@NullMarked
package dev.sotto.gateway.call.playback;

import org.jspecify.annotations.NullMarked;
