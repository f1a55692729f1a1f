package dev.sotto.speech.voice;

import dev.sotto.speech.sound.Pcm;
import java.nio.ByteBuffer;

/** A spoken sentence. */
public final class Speech {
    private final String text;
    private final String language;
    private final int sampleRateHz;
    private final short[] samples;

    Speech(String text, String language, int sampleRateHz, short[] samples) {
        this.text = text;
        this.language = language;
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
    }

    public String text() {
        return text;
    }

    public String language() {
        return language;
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public long millis() {
        return samples.length * 1000L / sampleRateHz;
    }

    /** PCM16 little-endian, as {@code voice.replies} carries it; a new buffer every time. */
    public ByteBuffer audio() {
        return Pcm.bytes(samples);
    }

    short[] samples() {
        return samples;
    }
}
