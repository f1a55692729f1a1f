package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.sound.G711;
import dev.sotto.speech.sound.Pcm;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's realtime transcription (platform.openai.com, "Realtime transcription"): a session of the type transcription
 * without turn detection of its own, since turns are found here; sound in base64; one commit for the whole turn.
 */
final class OpenAiRealtime implements Dialect {
    private static final String USUAL = "wss://api.openai.com/v1/realtime?intent=transcription";
    private static final String USUAL_MODEL = "gpt-4o-transcribe";
    private static final int WIDE_HZ = 24_000;
    private static final int PHONE_HZ = 8000;
    private static final int MOST_NAMES = 100;

    private final RemoteSettings settings;
    private final String key;
    private final StringBuilder said = new StringBuilder();

    OpenAiRealtime(RemoteSettings settings, String key) {
        this.settings = settings;
        this.key = key;
    }

    @Override
    public URI address(SpeechContext context, int sampleRateHz) {
        return settings.urlOr(USUAL);
    }

    @Override
    public Map<String, String> headers() {
        return key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public List<Message> opening(SpeechContext context, int sampleRateHz) {
        ObjectNode update = JsonMapper.shared().createObjectNode().put("type", "session.update");
        ObjectNode input = update.putObject("session")
                .put("type", "transcription")
                .putObject("audio")
                .putObject("input");
        ObjectNode format = input.putObject("format");
        if (sampleRateHz == PHONE_HZ) {
            format.put("type", "audio/pcmu");
        } else {
            format.put("type", "audio/pcm").put("rate", WIDE_HZ);
        }
        input.putNull("turn_detection");
        input.putObject("transcription")
                .put("model", settings.modelOr(USUAL_MODEL))
                .put("language", context.language())
                .put("prompt", prompt(context));
        return List.of(new Message.Text(update.toString()));
    }

    static String prompt(SpeechContext context) {
        return context.dishes().stream()
                .flatMap(dish -> dish.names().stream().limit(1))
                .distinct()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Message sound(short[] samples, int sampleRateHz) {
        byte[] bytes = sampleRateHz == PHONE_HZ
                ? G711.toMuLaw(samples)
                : Pcm.bytes(stretched(samples, sampleRateHz)).array();
        ObjectNode append = JsonMapper.shared()
                .createObjectNode()
                .put("type", "input_audio_buffer.append")
                .put("audio", Base64.getEncoder().encodeToString(bytes));
        return new Message.Text(append.toString());
    }

    /** 16 to 24 kHz by straight lines between samples: what that adds lies above what speech has. */
    private static short[] stretched(short[] samples, int sampleRateHz) {
        short[] out = new short[(int) ((long) samples.length * WIDE_HZ / sampleRateHz)];
        for (int i = 0; i < out.length; i++) {
            double at = (double) i * sampleRateHz / WIDE_HZ;
            int before = (int) at;
            int after = Math.min(before + 1, samples.length - 1);
            out[i] = (short) Math.round(samples[before] + (samples[after] - samples[before]) * (at - before));
        }
        return out;
    }

    @Override
    public List<Message> ending() {
        return List.of(new Message.Text("{\"type\":\"input_audio_buffer.commit\"}"));
    }

    @Override
    public void read(JsonNode message, Transcript transcript) {
        switch (message.path("type").asString("")) {
            case "conversation.item.input_audio_transcription.delta" -> {
                said.append(message.path("delta").asString(""));
                transcript.guess(Transcript.words(said.toString(), Transcript.UNTOLD));
            }
            case "conversation.item.input_audio_transcription.completed" -> {
                transcript.settle(Transcript.words(message.path("transcript").asString(""), confidence(message)));
                transcript.complete();
            }
            case "conversation.item.input_audio_transcription.failed", "error" ->
                throw new RemoteFailure(
                        "OpenAI refused: "
                                + message.path("error").path("message").asString("it did not say why"),
                        !message.path("error").path("type").asString("").equals("invalid_request_error"));
            case "" -> throw new RemoteFailure("OpenAI said something that is not of its protocol.", true);
            default -> {}
        }
    }

    private static double confidence(JsonNode message) {
        double sum = 0;
        int count = 0;
        for (JsonNode token : message.path("logprobs")) {
            sum += token.path("logprob").asDouble(0);
            count++;
        }
        return count == 0 ? Transcript.UNTOLD : Math.exp(sum / count);
    }

    @Override
    public boolean endsByClosing() {
        return false;
    }
}
