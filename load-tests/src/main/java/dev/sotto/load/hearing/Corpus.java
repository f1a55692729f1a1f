package dev.sotto.load.hearing;

import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.SpeechUnavailable;
import dev.sotto.load.sound.SpokenText;
import dev.sotto.load.sound.Voice;
import dev.sotto.load.sound.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The sentences said by synthetic voices under the conditions of a restaurant's telephone, and the human recordings there
 * are. Each sentence is said by two of the voices in turn; the same sentences and seeds always give the same sounds.
 */
final class Corpus {
    private static final List<Voice> VOICES = List.of(Voice.SLT, Voice.RMS, Voice.AWB, Voice.KAL);
    private static final int VOICES_EACH = 2;

    /** Nothing was ever chosen by these; they need packages nobody else does, and are left out without them. */
    private static final List<Voice> KEPT_OUT = List.of(Voice.KED, Voice.SLT_HTS);

    private final Path folder;
    private final List<Clip> clips = new ArrayList<>();

    private Corpus(Path folder) {
        this.folder = folder;
    }

    /** Makes the recordings in this folder; {@code people}: the folder of human speech, which may not exist. */
    static List<Clip> in(Path folder, Path people) {
        Corpus corpus = new Corpus(folder);
        corpus.synthesise();
        corpus.keptOut();
        corpus.people(people);
        return corpus.clips;
    }

    private void synthesise() {
        Pcm cafe = cafe();
        List<Sentence> sentences = Sentence.all();
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            for (int each = 0; each < VOICES_EACH; each++) {
                Voice voice = VOICES.get((i + each * 2 + i / VOICES.size()) % VOICES.size());
                Pcm spoken = SpokenText.by(voice).say(sentence.words());
                String name = i + "-" + voice + ".wav";
                long seed = 31L * i + each;
                add("wideband", name, sentence, Channel.wide(spoken));
                add("telephone", name, sentence, Channel.telephone(spoken));
                if (each == 0) {
                    Pcm paced = Channel.paced(spoken, i % 2 == 0 ? 1.12 : 0.9);
                    add("telephone, other pace", name, sentence, Channel.telephone(paced));
                    add("telephone, café 20 dB", name, sentence, Channel.telephoneInCafe(spoken, cafe, 20, seed));
                    add("telephone, café 15 dB", name, sentence, Channel.telephoneInCafe(spoken, cafe, 15, seed));
                }
            }
        }
    }

    private void keptOut() {
        List<Sentence> sentences = Sentence.all();
        for (Voice voice : KEPT_OUT) {
            try {
                for (int i = 0; i < sentences.size(); i++) {
                    Pcm spoken = SpokenText.by(voice).say(sentences.get(i).words());
                    String name = i + "-" + voice + ".wav";
                    add("telephone, kept-out voice " + voice, name, sentences.get(i), Channel.telephone(spoken));
                    add("wideband, kept-out voice " + voice, name, sentences.get(i), Channel.wide(spoken));
                }
            } catch (SpeechUnavailable absent) {
                System.err.println(voice + " is left out: " + absent.getMessage());
            }
        }
    }

    /** Four people at other tables, dishes, a ventilator: simulated. */
    private static Pcm cafe() {
        List<Pcm> talk = new ArrayList<>();
        for (Voice voice : VOICES) {
            Pcm said = Pcm.silence(Duration.ofMillis(10), Pcm.PHONE_RATE_HZ);
            for (String sentence : List.of(
                    "so what did the doctor tell you about your knee",
                    "we were in the mountains all week and it never stopped raining",
                    "he bought the house without even looking at the roof")) {
                said = said.then(SpokenText.by(voice).say(sentence));
            }
            talk.add(said);
        }
        talk.add(Noises.clatter(11).then(Noises.hum(12)).then(Noises.clatter(13)));
        talk.add(Noises.hum(14));
        short[] mixed = new short[12 * Pcm.PHONE_RATE_HZ];
        for (int i = 0; i < mixed.length; i++) {
            int sum = 0;
            for (int who = 0; who < talk.size(); who++) {
                Pcm one = talk.get(who);
                sum += one.sample((i + who * 3001) % one.length()) / 3;
            }
            mixed[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return Pcm.of(mixed, Pcm.PHONE_RATE_HZ);
    }

    private void people(Path people) {
        Path transcripts = people.resolve("transcripts.tsv");
        if (!Files.isReadable(transcripts)) {
            return;
        }
        try (Stream<String> lines = Files.lines(transcripts)) {
            for (String line : lines.toList()) {
                String[] fields = line.split("\t", -1);
                Pcm spoken = Wav.read(people.resolve(fields[0]));
                String name = fields[0].replace('/', '-');
                if (fields[0].startsWith("digits/")) {
                    add(
                            "people: isolated digits",
                            name,
                            new Sentence("", "NUMBER", fields[1], List.of(fields[1])),
                            around(spoken));
                } else if (fields[0].startsWith("librivox/")) {
                    Sentence prose = new Sentence("bakery-en", "UNRELATED", fields[1], List.of());
                    add("people: reading a novel", name, prose, Channel.telephone(spoken));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Pcm around(Pcm spoken) {
        UnaryOperator<Pcm> silent = sound -> Pcm.silence(Duration.ofMillis(700), sound.sampleRateHz());
        return silent.apply(spoken).then(spoken).then(silent.apply(spoken)).then(silent.apply(spoken));
    }

    private void add(String condition, String name, Sentence sentence, Pcm sound) {
        Path file = folder.resolve(condition.replaceAll("[^A-Za-z0-9]+", "-")).resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        Wav.write(file, sound);
        clips.add(new Clip(file, condition, sentence));
    }
}
