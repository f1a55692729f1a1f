package dev.sotto.schemas.reply;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Play a sentence after those already queued. */
public record PlayAudio(
        String text,
        String language,
        int sampleRateHz,
        ByteBuffer audio,
        boolean interruptible,
        @Nullable Long heardAtMicros)
        implements ReplyCommand {}
