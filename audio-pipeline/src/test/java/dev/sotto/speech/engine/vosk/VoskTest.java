package dev.sotto.speech.engine.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What can be known of Vosk without a model, which nobody may redistribute with the project. */
class VoskTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAModelItSaysWhatToDo() {
        try (Vosk vosk = new Vosk("mine", folder, List.of())) {
            assertThat(vosk.readiness("fr"))
                    .isInstanceOfSatisfying(
                            Readiness.NotReady.class,
                            not -> assertThat(not.reason()).contains("speech.engines.mine.folder", folder.toString()));
        }
    }

    @Test
    void aModelOfOneLanguageIsNotAskedForAnother() throws IOException {
        Files.createDirectory(folder.resolve("am"));
        try (Vosk vosk = new Vosk("mine", folder, List.of("fr"))) {
            assertThat(vosk.readiness("fr")).isEqualTo(new Readiness.Ready());
            assertThat(vosk.readiness("en")).isInstanceOf(Readiness.NotReady.class);
        }
    }

    @Test
    void aFolderThatIsNoModelIsASentenceAndNoCrash() throws IOException {
        Files.createDirectory(folder.resolve("am"));
        try (Vosk vosk = new Vosk("mine", folder, List.of())) {
            assertThatThrownBy(() -> vosk.prepare(SpeechContext.general("en"), 8000))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("could not load its model")
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void wordsHaveTimesAndConfidencesAndThoseItDoesNotKnowAreOutsideTheMenu() {
        var result = JsonMapper.shared().readTree("""
                {"result": [{"conf": 0.9, "end": 0.9, "start": 0.42, "word": "two"},
                            {"conf": 1.0, "end": 1.4, "start": 0.9, "word": "[unk]"}], "text": "two [unk]"}""");

        assertThat(VoskResult.words(result, 0.8))
                .containsExactly(
                        new HeardWord("two", 0.9, 420, 900, false), new HeardWord("[unk]", 1, 900, 1400, true));
    }

    @Test
    void textWithoutWordsIsTakenApart() {
        assertThat(VoskResult.words(JsonMapper.shared().readTree("{\"text\": \"two coffees\"}"), 0.8))
                .extracting(HeardWord::text)
                .containsExactly("two", "coffees");
    }
}
