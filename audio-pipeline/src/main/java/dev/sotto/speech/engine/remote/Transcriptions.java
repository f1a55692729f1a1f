package dev.sotto.speech.engine.remote;

import dev.sotto.remote.Backoff;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SoundBuffer;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.sound.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One turn sent whole to {@code POST /v1/audio/transcriptions}, as OpenAI defined it and most Whisper servers speak it:
 * a form with the sound as a WAV file. There is nothing to tell before the turn is over.
 */
final class Transcriptions implements Listening {
    static final String USUAL = "https://api.openai.com/v1/audio/transcriptions";
    private static final String USUAL_MODEL = "whisper-1";
    private static final String BOUNDARY = "sotto-7f1c9e5b2d";
    private static final int OK = 200;

    private final String engine;
    private final HttpClient client;
    private final RemoteSettings settings;
    private final String key;
    private final SpeechContext context;
    private final int sampleRateHz;
    private final SoundBuffer sound = new SoundBuffer();

    Transcriptions(
            String engine,
            HttpClient client,
            RemoteSettings settings,
            String key,
            SpeechContext context,
            int sampleRateHz) {
        this.engine = engine;
        this.client = client;
        this.settings = settings;
        this.key = key;
        this.context = context;
        this.sampleRateHz = sampleRateHz;
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public void hear(short[] samples) {
        sound.append(samples);
    }

    @Override
    public @Nullable Heard soFar(Expectation expectation) {
        return null;
    }

    @Override
    public Heard heard(Expectation expectation) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return ask();
            } catch (RemoteFailure failure) {
                long pause = TimeUnit.MILLISECONDS.toNanos(Backoff.millis(attempt));
                boolean late = System.nanoTime() + pause >= deadline;
                if (!failure.isPassing() || attempt >= settings.attempts() || late) {
                    throw failure;
                }
                LockSupport.parkNanos(pause);
            }
        }
    }

    private Heard ask() {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.urlOr(USUAL))
                .timeout(settings.patience())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form()));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw RemoteFailure.status(engine, response.statusCode());
            }
            return read(JsonMapper.shared().readTree(response.body()));
        } catch (JacksonException garbage) {
            throw new RemoteFailure("The recogniser " + engine + " sent something that is no JSON.", true);
        } catch (IOException broken) {
            throw new RemoteFailure(
                    "The recogniser " + engine + " could not be spoken to: "
                            + broken.getClass().getSimpleName() + ".",
                    true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RemoteFailure("Waiting for the recogniser " + engine + " was interrupted.", true);
        }
    }

    private Heard read(JsonNode answer) {
        if (!answer.has("text")) {
            throw new RemoteFailure("The recogniser " + engine + " sent no text.", true);
        }
        List<HeardWord> words = new ArrayList<>();
        for (JsonNode word : answer.path("words")) {
            words.addAll(Transcript.word(
                    word.path("word").asString(""),
                    Transcript.UNTOLD,
                    word.path("start").asDouble(0),
                    word.path("end").asDouble(0)));
        }
        if (words.isEmpty()) {
            words.addAll(Transcript.words(answer.path("text").asString(""), Transcript.UNTOLD));
        }
        return new Heard(words, words.isEmpty() ? 0 : Transcript.UNTOLD);
    }

    private byte[] form() {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        field(form, "model", settings.modelOr(USUAL_MODEL));
        field(form, "language", context.language());
        field(form, "response_format", "json");
        String names = OpenAiRealtime.prompt(context);
        if (!names.isEmpty()) {
            field(form, "prompt", names);
        }
        text(
                form,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"turn.wav\"\r\n"
                        + "Content-Type: audio/wav\r\n\r\n");
        form.writeBytes(WavFile.bytes(sound.samples(), sampleRateHz));
        text(form, "\r\n--" + BOUNDARY + "--\r\n");
        return form.toByteArray();
    }

    private static void field(ByteArrayOutputStream form, String name, String value) {
        text(
                form,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static void text(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
