package dev.sotto.speech.voice;

import java.util.Locale;

/** The espeak-ng program with a voice for each language we speak: there on every machine, understood by everybody. */
public final class EspeakTimbres implements Synthesiser {
    private final Espeak espeak;
    private final Timbre english;
    private final Timbre french;

    /** An espeak-ng voice with its variant, and how fast it speaks. */
    public record Timbre(String voice, int wordsPerMinute) {}

    public EspeakTimbres(Espeak espeak, Timbre english, Timbre french) {
        this.espeak = espeak;
        this.english = english;
        this.french = french;
    }

    @Override
    public byte[] speak(String sentence, String language) {
        Timbre timbre = timbre(language);
        return espeak.speak(sentence, timbre.voice(), timbre.wordsPerMinute());
    }

    private Timbre timbre(String language) {
        return switch (language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0]) {
            case "en" -> english;
            case "fr" -> french;
            default -> throw new VoiceFailedException("There is no voice for the language '" + language + "'.", null);
        };
    }
}
