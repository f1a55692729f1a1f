package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A recogniser that runs elsewhere, by its name and what has been set about it. */
public final class RemoteEngine implements SpeechEngine {
    public static final List<String> KINDS = List.of("vosk-server", "deepgram", "openai", "transcriptions");

    private final String name;
    private final RemoteSettings settings;
    private final String key;
    /** Many Whisper servers take the offer to speak HTTP/2 without TLS for a broken request. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final Places places;

    /** {@code environment}: the process's variables; keys are read from it once and shown to nobody. */
    public RemoteEngine(String name, RemoteSettings settings, UnaryOperator<@Nullable String> environment) {
        if (!KINDS.contains(settings.kind())) {
            throw new IllegalArgumentException(
                    "speech.engines." + name + ".kind must be one of " + KINDS + ", not '" + settings.kind() + "'.");
        }
        this.name = name;
        this.settings = settings;
        this.key = settings.key(environment, usualVariable(settings.kind()));
        this.places = new Places(settings.atOnce());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Readiness readiness(String language) {
        if (!settings.hears(language)) {
            return new Readiness.NotReady("The recogniser " + name + " is not used for '" + language + "'.");
        }
        String variable = usualVariable(settings.kind());
        if (key.isEmpty() && settings.url() == null && !variable.isEmpty()) {
            String wanted = settings.keyVariable() == null ? variable : settings.keyVariable();
            return new Readiness.NotReady(
                    "The recogniser " + name + " needs a key in the environment variable " + wanted + ".");
        }
        return new Readiness.Ready();
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz) {
        return settings.kind().equals("transcriptions")
                ? new Transcriptions(name, client, settings, key, context, sampleRateHz)
                : new StreamedTurn(name, client, this::dialect, context, sampleRateHz, settings, places);
    }

    private Dialect dialect() {
        return switch (settings.kind()) {
            case "vosk-server" -> new VoskServer(settings);
            case "deepgram" -> new Deepgram(settings, key);
            case "openai" -> new OpenAiRealtime(settings, key);
            default -> throw new IllegalStateException(settings.kind());
        };
    }

    private static String usualVariable(String kind) {
        return switch (kind) {
            case "deepgram" -> "DEEPGRAM_API_KEY";
            case "openai", "transcriptions" -> "OPENAI_API_KEY";
            default -> "";
        };
    }

    @Override
    public void prepare(SpeechContext context, int sampleRateHz) {}

    @Override
    public void close() {
        client.shutdownNow();
    }
}
