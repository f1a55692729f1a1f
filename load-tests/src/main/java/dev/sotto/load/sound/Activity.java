package dev.sotto.load.sound;

/** Says whether a stretch of sound holds a voice or only the hiss of a line, by its energy alone. */
public final class Activity {
    /** -45 dB of full scale: far above G.711 idle noise (±8), well below any spoken syllable. */
    public static final double VOICED_RMS = 184;

    private Activity() {}

    public static boolean isVoiced(short[] frame) {
        return rms(frame) >= VOICED_RMS;
    }

    static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
    }
}
