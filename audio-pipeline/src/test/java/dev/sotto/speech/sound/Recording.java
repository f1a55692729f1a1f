package dev.sotto.speech.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A caller's sentence, spoken by a synthesiser that is not ours and carried over a telephone line. */
public final class Recording {
    private static final int PHONE_RATE_HZ = 8000;

    private final int sampleRateHz;
    private final short[] samples;

    private Recording(int sampleRateHz, short[] samples) {
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public short[] samples() {
        return samples;
    }

    /** {@code voice}: one of flite's (slt, rms, awb, kal16). 300 ms of silence before it, a second after it. */
    public static Recording spoken(String voice, String sentence) {
        WavFile wav = flite(voice, sentence);
        short[] phone = new Resampler(wav.sampleRateHz(), PHONE_RATE_HZ).resample(wav.samples());
        short[] line = new short[phone.length + PHONE_RATE_HZ * 13 / 10];
        for (int i = 0; i < phone.length; i++) {
            line[PHONE_RATE_HZ * 3 / 10 + i] = companded(phone[i]);
        }
        return new Recording(PHONE_RATE_HZ, line);
    }

    public static WavFile flite(String voice, String sentence) {
        try {
            Path file = Files.createTempFile("spoken", ".wav");
            Process flite = new ProcessBuilder("flite", "-voice", voice, "-o", file.toString(), "-t", sentence)
                    .inheritIO()
                    .start();
            flite.waitFor();
            WavFile wav = WavFile.parse(Files.readAllBytes(file));
            Files.delete(file);
            return wav;
        } catch (IOException | UnreadableSoundException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What µ-law leaves of a sample: the nearest of its 256 levels. */
    private static short companded(short sample) {
        int best = 0;
        for (int code = 0; code < 256; code++) {
            if (Math.abs(G711.fromMuLaw((byte) code) - sample) < Math.abs(G711.fromMuLaw((byte) best) - sample)) {
                best = code;
            }
        }
        return G711.fromMuLaw((byte) best);
    }
}
