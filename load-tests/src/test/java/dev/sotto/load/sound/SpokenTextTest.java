package dev.sotto.load.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SpokenTextTest {
    @ParameterizedTest
    @EnumSource(Voice.class)
    void everyVoiceSpeaksASentence(Voice voice) {
        assumeInstalled(voice.program());
        Pcm spoken = SpokenText.by(voice).say("Two large pizzas, please.");
        assertThat(spoken.duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        assertThat(Activity.isVoiced(spoken.samples())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Voice.class,
            names = {"SLT", "ESPEAK_ENGLISH"})
    void textIsOnlyEverTextWhateverItLooksLike(Voice voice) {
        assumeInstalled(voice.program());
        Pcm spoken = SpokenText.by(voice).say("--help $(exit 1); \"one\" 'two' `three`");
        assertThat(spoken.duration()).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void anAbsentProgramNamesThePackageToInstall() {
        assertThatThrownBy(() -> SpokenText.by(Voice.SLT, "no-such-flite").say("hello"))
                .isInstanceOf(SpeechUnavailable.class)
                .hasMessage("flite is not installed, and speaks these sentences. On Debian: apt-get install flite");
    }

    @Test
    void aProgramThatFailsSaysHow() {
        assertThatThrownBy(() -> SpokenText.by(Voice.SLT, "false").say("hello"))
                .isInstanceOf(SpeechUnavailable.class)
                .hasMessageStartingWith("flite failed with exit code 1");
    }

    @Test
    void anEmptySentenceIsRefused() {
        assertThatThrownBy(() -> SpokenText.by(Voice.SLT).say("  "))
                .hasMessage("There is nothing to say: the text is empty.");
    }

    @Test
    void aLanguageFindsItsVoice() {
        assertThat(Voice.speaking("fr-FR")).isEqualTo(Voice.ESPEAK_FRENCH);
        assertThat(Voice.speaking("en")).isEqualTo(Voice.SLT);
    }

    private static void assumeInstalled(String program) {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(found, program + " is not installed here (apt-get install " + program + ")");
    }
}
