package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.sound.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptionTest {
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
    void anEngineThatDoesNotExistIsSaidSo() {
        SpeechSettings settings = SpeechSettings.standard().heardBy(List.of("parrot"));
        assertThatThrownBy(() -> Transcription.open(settings))
                .hasMessageContaining("There is no speech engine 'parrot'; there are [pocketsphinx, vosk, vosk-server");
    }

    @Test
    void settingsOutOfRangeAreNamedInASentence() {
        assertThat(SpeechSettings.standard().turn().endpointMillis()).isEqualTo(640);
        assertThatThrownBy(() -> new dev.sotto.speech.turn.TurnSettings(40, 45, 50, 60, 20, 20_000, 8000, true))
                .hasMessage("speech.turn.endpoint-millis must be 200 to 3000, not 50.");
    }
}
