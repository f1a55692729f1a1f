package dev.sotto.load.sound;

import java.time.Duration;

/** Pure tones, and how much of one a sound holds: a test hears by frequency instead of comparing bytes. */
public record Tone(double frequencyHz) {
    /** {@code level} is the peak as a share of full scale. */
    public Pcm lasting(Duration length, int sampleRateHz, double level) {
        short[] samples = new short[Pcm.silence(length, sampleRateHz).length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(32_767 * level * Math.sin(2 * Math.PI * frequencyHz * i / sampleRateHz));
        }
        return Pcm.owning(samples, sampleRateHz);
    }

    /** The share (0 to 1) of the sound's energy that is this tone. */
    public double shareOf(Pcm sound) {
        double total = 0;
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < sound.length(); i++) {
            double sample = sound.sample(i);
            double angle = 2 * Math.PI * frequencyHz * i / sound.sampleRateHz();
            total += sample * sample;
            sine += sample * Math.sin(angle);
            cosine += sample * Math.cos(angle);
        }
        return total == 0 ? 0 : 2 * (sine * sine + cosine * cosine) / (total * sound.length());
    }
}
