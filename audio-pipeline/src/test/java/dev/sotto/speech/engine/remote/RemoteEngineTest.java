package dev.sotto.speech.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import dev.sotto.speech.engine.remote.ScriptedRecogniser.Scene;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognisers elsewhere, in the words their providers document. */
class RemoteEngineTest {
    private static final String KEY = "sk-nobody-shall-see-this";
    private static final SpeechContext MENU = new SpeechContext(
            "m",
            "en",
            List.of(new SpeechContext.Dish(List.of("Bacon burger"), List.of(), List.of(), List.of(), List.of(), 1)),
            List.of());
    private static final String VOSK = """
            {"result":[{"conf":0.9,"start":0.5,"end":0.8,"word":"two"},{"conf":0.7,"start":0.8,"end":1.1,"word":"lattes"}],
             "text":"two lattes"}""";
    private static final String DEEPGRAM = """
            {"type":"Results","channel_index":[0,1],"is_final":true,"speech_final":false,"from_finalize":true,
             "channel":{"alternatives":[{"transcript":"Two lattes.","confidence":0.98,"words":[
              {"word":"two","start":0.1,"end":0.3,"confidence":0.97},{"word":"lattes","start":0.3,"end":0.8,"confidence":0.99}]}]}}""";
    private static final String METADATA =
            "{\"type\":\"Metadata\",\"request_id\":\"x\",\"duration\":1.0,\"channels\":1}";
    private static final String OPENAI = """
            {"type":"conversation.item.input_audio_transcription.completed","item_id":"item_003","content_index":0,
             "transcript":"Two lattes.","logprobs":[{"token":"Two","logprob":-0.1},{"token":" lattes","logprob":-0.3}]}""";

    @Test
    void aVoskServerIsToldTheRateAndTheExactEnd() {
        try (var server = new ScriptedRecogniser("eof")) {
            server.scenes.add(Scene.says(VOSK).first("{\"partial\" : \"two\"}"));
            Heard heard = heard("vosk-server", server.webSocket());

            assertThat(heard.text()).isEqualTo("two lattes");
            assertThat(heard.confidence()).isBetween(0.79, 0.81);
            assertThat(heard.words().getLast().startMillis()).isEqualTo(800);
            assertThat(server.texts)
                    .containsExactly("{\"config\":{\"sample_rate\":8000,\"words\":true}}", "{\"eof\" : 1}");
            assertThat(server.soundBytes).hasValue(1600);
        }
    }

    @Test
    void deepgramIsAskedInTheAddressWithItsOwnKindOfKey() {
        try (var server = new ScriptedRecogniser("CloseStream")) {
            server.scenes.add(Scene.says(DEEPGRAM, METADATA));
            Heard heard = heard("deepgram", server.webSocket());

            assertThat(heard.text()).isEqualTo("two lattes");
            assertThat(server.requests.getFirst())
                    .contains("encoding=linear16", "sample_rate=8000", "language=en", "keyterm=Bacon+burger")
                    .endsWith("Token " + KEY);
        }
    }

    @Test
    void openAiGetsMuLawFromATelephoneAndOneCommit() {
        try (var server = new ScriptedRecogniser("input_audio_buffer.commit")) {
            server.scenes.add(Scene.says("{\"type\":\"session.created\"}", OPENAI));
            Heard heard = heard("openai", server.webSocket());

            assertThat(heard.text()).isEqualTo("two lattes");
            assertThat(heard.confidence()).isBetween(0.8, 0.83);
            assertThat(server.requests.getFirst()).endsWith("Bearer " + KEY);
            assertThat(server.texts.getFirst())
                    .contains("\"type\":\"transcription\"", "audio/pcmu", "\"turn_detection\":null", "Bacon burger");
            assertThat(server.texts.get(1)).contains("input_audio_buffer.append");
        }
    }

    @Test
    void aWhisperServerGetsTheWholeTurnAsAFile() {
        try (var server = new ScriptedRecogniser("")) {
            server.scenes.add(Scene.says("{\"text\":\"Two lattes, please!\"}"));
            assertThat(heard("transcriptions", server.http()).text()).isEqualTo("two lattes please");
            assertThat(server.texts.getFirst()).contains("name=\"file\"", "RIFF", "name=\"language\"\r\n\r\nen");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void whoIsBusyIsAskedAgainWithTheWholeTurn(int status) {
        try (var server = new ScriptedRecogniser("eof")) {
            server.scenes.addAll(List.of(Scene.refuses(status), Scene.breaksOff(), Scene.says(VOSK)));
            assertThat(heard("vosk-server", server.webSocket()).text()).isEqualTo("two lattes");
            assertThat(server.soundBytes).hasValue(1600);
        }
        try (var server = new ScriptedRecogniser("")) {
            server.scenes.addAll(List.of(Scene.refuses(status), Scene.says("{\"text\":\"two lattes\"}")));
            assertThat(heard("transcriptions", server.http()).text()).isEqualTo("two lattes");
        }
    }

    @Test
    void aKeyThatIsRefusedIsNotTriedAgainAndNotTold() {
        try (var server = new ScriptedRecogniser("CloseStream")) {
            server.scenes.add(Scene.refuses(401));
            assertThatThrownBy(() -> heard("deepgram", server.webSocket()))
                    .isInstanceOf(RemoteFailure.class)
                    .hasMessage("The recogniser here answered 401.")
                    .extracting(Object::toString)
                    .asString()
                    .doesNotContain(KEY);
            assertThat(server.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>502</html>", "{\"type\":\"Res", "[]", "{\"nothing\":1}", "\u0000"})
    void garbageIsAFailureWithASentence(String garbage) {
        try (var server = new ScriptedRecogniser("CloseStream")) {
            server.scenes.addAll(List.of(Scene.says(garbage), Scene.says(garbage), Scene.says(garbage)));
            assertThatThrownBy(() -> heard("deepgram", server.webSocket())).isInstanceOf(RemoteFailure.class);
        }
    }

    @Test
    void whoStallsIsGivenUpWhenPatienceIsOver() {
        try (var server = new ScriptedRecogniser("eof")) {
            server.scenes.add(Scene.stalls());
            assertThatThrownBy(() -> heard("vosk-server", server.webSocket()))
                    .hasMessage("The recogniser here did not answer within 1500 ms.");
        }
    }

    @Test
    void halfAnAnswerBeforeTheLineBreaksIsNotTakenForTheWhole() {
        try (var server = new ScriptedRecogniser("CloseStream")) {
            server.scenes.addAll(List.of(Scene.says(DEEPGRAM), Scene.says(DEEPGRAM), Scene.says(DEEPGRAM)));
            assertThatThrownBy(() -> heard("deepgram", server.webSocket())).hasMessageContaining("broke off");
        }
    }

    @Test
    void partialWordsAreThereBeforeTheTurnIsOver() {
        try (var server = new ScriptedRecogniser("eof");
                var engine = engine("vosk-server", server.webSocket(), 100);
                Listening turn = listen(server, engine, Scene.says(VOSK).first("{\"partial\" : \"two lat\"}"))) {
            turn.hear(new short[160]);
            await().atMost(Duration.ofSeconds(5)).until(() -> turn.soFar(Expectation.ORDER) != null);
            assertThat(Objects.requireNonNull(turn.soFar(Expectation.ORDER)).text())
                    .isEqualTo("two lat");
        }
    }

    @Test
    void moreTurnsThanThePlanAllowsWaitWithTheirSound() {
        try (var server = new ScriptedRecogniser("eof");
                var engine = engine("vosk-server", server.webSocket(), 1);
                Listening first = listen(server, engine, Scene.says(VOSK));
                Listening second = listen(server, engine, Scene.says(VOSK))) {
            first.hear(new short[160]);
            second.hear(new short[160]);
            assertThat(first.heard(Expectation.ORDER).text()).isEqualTo("two lattes");
            assertThat(second.heard(Expectation.ORDER).text()).isEqualTo("two lattes");
        }
    }

    @Test
    void aMissingKeyIsOneSentence() {
        try (var engine = new RemoteEngine("deepgram", RemoteSettings.of("deepgram"), _ -> null)) {
            assertThat(engine.readiness("en"))
                    .isEqualTo(new Readiness.NotReady(
                            "The recogniser deepgram needs a key in the environment variable DEEPGRAM_API_KEY."));
        }
    }

    private static Listening listen(ScriptedRecogniser server, RemoteEngine engine, Scene scene) {
        server.scenes.add(scene);
        return engine.listen(MENU, 8000);
    }

    private static Heard heard(String kind, URI url) {
        try (var engine = engine(kind, url, 100);
                Listening turn = engine.listen(MENU, 8000)) {
            for (int i = 0; i < 5; i++) {
                turn.hear(new short[160]);
            }
            return turn.heard(Expectation.ORDER);
        }
    }

    private static RemoteEngine engine(String kind, URI url, int atOnce) {
        var settings = new RemoteSettings(kind, url, null, null, List.of(), "", Duration.ofMillis(1500), atOnce, 3);
        return new RemoteEngine("here", settings, _ -> KEY);
    }
}
