/** What this worker tells the gateways: how much more it can hear, and what to say when it cannot. */
@NullMarked
package dev.sotto.speech.room;

import org.jspecify.annotations.NullMarked;
