/** Sound as telephones pack it: G.711, G.722 and Opus, each turned into PCM samples and back, one stream at a time. */
@NullMarked
package dev.sotto.gateway.rtp.codec;

import org.jspecify.annotations.NullMarked;
