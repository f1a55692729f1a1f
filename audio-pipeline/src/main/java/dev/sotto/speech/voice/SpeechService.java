package dev.sotto.speech.voice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/audio/speech} as OpenAI defined it and many servers speak it; the key is sent and never told. */
public final class SpeechService implements Synthesiser {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int OK = 200;

    private final URI url;
    private final String model;
    private final String voice;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** {@code key} may be empty for a server that wants none. */
    public SpeechService(URI url, String model, String voice, String key) {
        this.url = url;
        this.model = model;
        this.voice = voice;
        this.key = key;
    }

    @Override
    public byte[] speak(String sentence, String language) {
        String wish = JsonMapper.shared()
                .createObjectNode()
                .put("model", model)
                .put("voice", voice)
                .put("input", sentence)
                .put("response_format", "wav")
                .toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new VoiceFailedException("The speech service answered " + response.statusCode() + ".", null);
            }
            return response.body();
        } catch (IOException e) {
            throw new VoiceFailedException(
                    "The speech service could not be spoken to: " + e.getClass().getSimpleName() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VoiceFailedException("Speaking was interrupted.", e);
        }
    }
}
