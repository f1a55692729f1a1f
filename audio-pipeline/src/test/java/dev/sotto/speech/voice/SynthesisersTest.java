package dev.sotto.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.speech.sound.UnreadableSoundException;
import dev.sotto.speech.sound.WavFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class SynthesisersTest {
    private static final byte[] WAV = WavFile.bytes(new short[] {1, 2, 3}, 24_000);

    @TempDir
    private Path folder;

    @Test
    void aSpeechServiceIsAskedForAWavWithItsKey() {
        List<String> asked = new CopyOnWriteArrayList<>();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .doOnNext(body -> asked.add(request.requestHeaders().get("Authorization") + " " + body))
                        .then(response.sendByteArray(Mono.just(WAV)).then()))
                .bindNow();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.port() + "/v1/audio/speech");
            assertThat(new SpeechService(url, "tts-1", "alloy", "k").speak("Good evening.", "en"))
                    .isEqualTo(WAV);
            assertThat(asked.getFirst())
                    .startsWith("Bearer k")
                    .contains("\"input\":\"Good evening.\"", "\"response_format\":\"wav\"", "\"voice\":\"alloy\"");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void aRefusalIsASentenceWithoutTheKey() {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((_, response) -> response.status(429).send())
                .bindNow();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.port());
            assertThatThrownBy(() -> new SpeechService(url, "tts-1", "alloy", "k").speak("Hello.", "en"))
                    .hasMessage("The speech service answered 429.");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void piperGetsTheSentenceOnItsInputAndItsRateFromTheModel() throws IOException, UnreadableSoundException {
        Path model = Files.writeString(folder.resolve("voice.onnx"), "");
        Files.writeString(folder.resolve("voice.onnx.json"), "{\"audio\":{\"sample_rate\":16000}}");
        Piper piper = new Piper(script("cat"), Map.of("en", model));

        WavFile spoken = WavFile.parse(piper.speak("abcd", "en"));
        assertThat(spoken.sampleRateHz()).isEqualTo(16_000);
        assertThat(spoken.samples()).hasSize(2);
        assertThatThrownBy(() -> piper.speak("abcd", "fr")).hasMessageContaining("no model for the language 'fr'");
    }

    @Test
    void piperThatDiesIsASentence() throws IOException {
        Path model = Files.writeString(folder.resolve("voice.onnx"), "");
        assertThatThrownBy(() -> new Piper(script("exit 3"), Map.of("en", model)).speak("hello", "en"))
                .isInstanceOf(VoiceFailedException.class);
    }

    @Test
    void whoFailsIsPassedOverForAWhile() {
        List<String> asked = new ArrayList<>();
        Instant[] now = {Instant.EPOCH};
        Synthesiser broken = (sentence, _) -> {
            asked.add(sentence);
            return new byte[] {1};
        };
        Synthesiser both = new FirstThatSpeaks(List.of(broken, (_, _) -> WAV), () -> now[0]);

        assertThat(both.speak("one", "en")).isEqualTo(WAV);
        assertThat(both.speak("two", "en")).isEqualTo(WAV);
        now[0] = now[0].plusSeconds(31);
        assertThat(both.speak("three", "en")).isEqualTo(WAV);
        assertThat(asked).containsExactly("one", "three");
    }

    private Path script(String body) throws IOException {
        Path script = Files.writeString(folder.resolve("piper"), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
