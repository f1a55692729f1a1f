package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.sound.Pcm;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Deepgram's live transcription (developers.deepgram.com, "Live Audio"): everything is asked for in the address, PCM goes in
 * binary messages, results come as interim and final ones, and CloseStream asks for the rest and ends with Metadata.
 */
final class Deepgram implements Dialect {
    private static final String USUAL = "wss://api.deepgram.com/v1/listen";
    private static final String USUAL_MODEL = "nova-3";

    /** The provider takes some 500 tokens of key terms; dish names are two or three each. */
    private static final int MOST_KEY_TERMS = 100;

    private final RemoteSettings settings;
    private final String key;

    Deepgram(RemoteSettings settings, String key) {
        this.settings = settings;
        this.key = key;
    }

    @Override
    public URI address(SpeechContext context, int sampleRateHz) {
        StringBuilder query = new StringBuilder("encoding=linear16&channels=1&interim_results=true&punctuate=false")
                .append("&sample_rate=")
                .append(sampleRateHz)
                .append("&language=")
                .append(encoded(context.language()))
                .append("&model=")
                .append(encoded(settings.modelOr(USUAL_MODEL)));
        context.dishes().stream()
                .flatMap(dish -> dish.names().stream().limit(1))
                .distinct()
                .limit(MOST_KEY_TERMS)
                .forEach(name -> query.append("&keyterm=").append(encoded(name)));
        return URI.create(settings.urlOr(USUAL) + "?" + query);
    }

    @Override
    public Map<String, String> headers() {
        return key.isEmpty() ? Map.of() : Map.of("Authorization", "Token " + key);
    }

    @Override
    public List<Message> opening(SpeechContext context, int sampleRateHz) {
        return List.of();
    }

    @Override
    public Message sound(short[] samples, int sampleRateHz) {
        return new Message.Binary(Pcm.bytes(samples));
    }

    @Override
    public List<Message> ending() {
        return List.of(new Message.Text("{\"type\":\"CloseStream\"}"));
    }

    @Override
    public void read(JsonNode message, Transcript transcript) {
        switch (message.path("type").asString("")) {
            case "Results" -> result(message, transcript);
            case "Metadata" -> transcript.complete();
            case "Error" ->
                throw new RemoteFailure(
                        "Deepgram refused: " + message.path("description").asString("it did not say why") + ".", true);
            case "" -> throw new RemoteFailure("Deepgram said something that is not of its protocol.", true);
            default -> {}
        }
    }

    private static void result(JsonNode message, Transcript transcript) {
        JsonNode best = message.path("channel").path("alternatives").path(0);
        List<HeardWord> words = new ArrayList<>();
        for (JsonNode word : best.path("words")) {
            words.addAll(Transcript.word(
                    word.path("word").asString(""),
                    word.path("confidence").asDouble(best.path("confidence").asDouble(0)),
                    word.path("start").asDouble(0),
                    word.path("end").asDouble(0)));
        }
        if (message.path("is_final").asBoolean(false)) {
            transcript.settle(words);
        } else {
            transcript.guess(words);
        }
    }

    @Override
    public boolean endsByClosing() {
        return false;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
