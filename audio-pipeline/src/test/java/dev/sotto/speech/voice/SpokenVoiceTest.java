package dev.sotto.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.speech.NativeSpeech;
import dev.sotto.speech.sound.Pcm;
import dev.sotto.speech.voice.EspeakTimbres.Timbre;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class SpokenVoiceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "en,8000,Your order is two cheeseburgers without onions.",
        "en-GB,16000,That makes twenty one euros fifty.",
        "fr,8000,Votre commande est de deux cafés crème."
    })
    void aSentenceIsSpokenLoudEnoughAndWithoutClipping(String language, int rate, String sentence) {
        NativeSpeech.require();
        Speech speech = voice("espeak-ng").speak(sentence, language, rate).block(SOON);

        assertThat(speech).isNotNull();
        assertThat(speech.sampleRateHz()).isEqualTo(rate);
        assertThat(speech.millis()).isBetween(1500L, 6000L);
        assertThat(Pcm.levelDb(speech.samples())).isBetween(-26.0, -17.0);
        for (short sample : speech.samples()) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo((int) (32768 * 0.81));
        }
    }

    @Test
    void whatIsSpokenIsNeverReadAsAnOptionOrMarkup() {
        NativeSpeech.require();
        Voice voice = voice("espeak-ng");
        Speech plain = voice.speak("hello", "en", 8000).block(SOON);
        Speech marked = voice.speak("[[hello]] <break time='9s'/>", "en", 8000).block(SOON);
        Speech option = voice.speak("-f /etc/hostname", "en", 8000).block(SOON);

        assertThat(plain).isNotNull();
        assertThat(marked).isNotNull();
        assertThat(option).isNotNull();
        assertThat(marked.millis()).isBetween(plain.millis(), 8000L);
        assertThat(option.millis()).isGreaterThan(plain.millis());
    }

    @Test
    void aLongTextComesSentenceBySentence() {
        NativeSpeech.require();
        StepVerifier.create(voice("espeak-ng")
                        .speakAll("Two lattes. That is nine euros. Is that right?", "en", 8000)
                        .map(Speech::text))
                .expectNext("Two lattes.", "That is nine euros.", "Is that right?")
                .verifyComplete();
    }

    @Test
    void withoutTheProgramTheFailureSaysWhatToInstall() {
        StepVerifier.create(voice("no-such-synthesiser").speak("hello", "en", 8000))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(VoiceFailedException.class)
                        .hasMessageContaining("apt-get install espeak-ng"))
                .verify(SOON);
    }

    @Test
    void aLanguageWithoutAVoiceIsRefused() {
        StepVerifier.create(voice("espeak-ng").speak("hallo", "de", 8000))
                .expectErrorSatisfies(
                        failure -> assertThat(failure).hasMessageContaining("no voice for the language 'de'"))
                .verify(SOON);
    }

    private static Voice voice(String program) {
        Synthesiser synthesiser = new EspeakTimbres(
                new Espeak(Path.of(program)), new Timbre("en-us+f2", 155), new Timbre("fr-fr+f2", 155));
        return new SpokenVoice(synthesiser, Schedulers.boundedElastic());
    }
}
