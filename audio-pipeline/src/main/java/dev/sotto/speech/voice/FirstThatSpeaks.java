package dev.sotto.speech.voice;

import dev.sotto.speech.sound.UnreadableSoundException;
import dev.sotto.speech.sound.WavFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several voices as one: who fails, or sends something that is no sound, is passed over for a while, since a caller who
 * hears another voice is better off than one who hears none.
 */
public final class FirstThatSpeaks implements Synthesiser {
    private static final Logger LOG = LoggerFactory.getLogger(FirstThatSpeaks.class);
    private static final Duration REST = Duration.ofSeconds(30);

    private final List<Synthesiser> synthesisers;
    private final InstantSource clock;
    private final Instant[] restsUntil;

    public FirstThatSpeaks(List<Synthesiser> synthesisers, InstantSource clock) {
        this.synthesisers = List.copyOf(synthesisers);
        this.clock = clock;
        this.restsUntil = synthesisers.stream().map(_ -> Instant.MIN).toArray(Instant[]::new);
    }

    @Override
    public byte[] speak(String sentence, String language) {
        int last = synthesisers.size() - 1;
        for (int i = 0; i < last; i++) {
            if (rests(i)) {
                continue;
            }
            try {
                byte[] wav = synthesisers.get(i).speak(sentence, language);
                WavFile.parse(wav);
                return wav;
            } catch (VoiceFailedException | UnreadableSoundException failure) {
                LOG.warn("{} The next voice speaks for a while.", failure.getMessage());
                rest(i);
            }
        }
        return synthesisers.get(last).speak(sentence, language);
    }

    private synchronized boolean rests(int i) {
        return clock.instant().isBefore(restsUntil[i]);
    }

    private synchronized void rest(int i) {
        restsUntil[i] = clock.instant().plus(REST);
    }
}
