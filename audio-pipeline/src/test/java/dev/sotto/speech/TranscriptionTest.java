package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.sound.Recording;
import dev.sotto.speech.sound.UnreadableSoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptionTest {
    @TempDir
    private Path folder;

    @Test
    void aRecordingIsHeardAsACallWouldBe() {
        NativeSpeech.require();
        try (Transcription transcription = Transcription.open(SpeechSettings.standard())) {
            List<SpeechEvent> events = transcription.transcribe(
                    Recording.flite("rms", "two veggie burgers with bacon please"),
                    TestMenu.diner("diner", "en"),
                    Expectation.ORDER);

            FinalTranscript heard = events.stream()
                    .filter(FinalTranscript.class::isInstance)
                    .map(FinalTranscript.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(events.toString()));
            assertThat(heard.text()).contains("veggie burgers");
            assertThat(heard.words()).isSortedAccordingTo((a, b) -> Long.compare(a.startMillis(), b.startMillis()));
        }
    }

    @Test
    void aFileThatIsNoSoundIsRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("order.wav"), "not a sound");
        try (Transcription transcription = Transcription.open(SpeechSettings.standard())) {
            assertThatThrownBy(() -> transcription.transcribe(file, null, Expectation.ORDER))
                    .isInstanceOf(UnreadableSoundException.class)
                    .hasMessageContaining("too short for a WAV header");
            assertThatThrownBy(() -> transcription.transcribe(folder.resolve("none.wav"), null, Expectation.ORDER))
                    .hasMessageContaining("there is no such file");
        }
    }

    @Test
    void settingsOutOfRangeAreNamedInASentence() {
        assertThat(SpeechSettings.standard().turn().endpointMillis()).isEqualTo(640);
        assertThatThrownBy(() -> new dev.sotto.speech.turn.TurnSettings(40, 45, 50, 60, 20, 20_000, 8000, true))
                .hasMessage("speech.turn.endpoint-millis must be 200 to 3000, not 50.");
    }
}
