package dev.sotto.dialogue;

import java.nio.ByteBuffer;
import reactor.core.publisher.Mono;

/** Speaks one sentence; the stage that can speak stands on the other side. */
@FunctionalInterface
public interface Voice {
    /** PCM, signed 16-bit little-endian, mono, at 8000 or 16000 Hz; language is an ISO 639-1 code. */
    Mono<ByteBuffer> speak(String sentence, String language, int sampleRateHz);
}
