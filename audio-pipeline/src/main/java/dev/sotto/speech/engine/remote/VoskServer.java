package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.vosk.VoskResult;
import dev.sotto.speech.sound.Pcm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The WebSocket protocol of vosk-server (github.com/alphacep/vosk-server, websocket/asr_server.py): a configuration, PCM in
 * binary messages each answered by a partial or a finished result, and an end that must be written exactly so.
 */
final class VoskServer implements Dialect {
    private static final String USUAL = "ws://127.0.0.1:2700";
    private static final String END = "{\"eof\" : 1}";

    private final RemoteSettings settings;

    VoskServer(RemoteSettings settings) {
        this.settings = settings;
    }

    @Override
    public URI address(SpeechContext context, int sampleRateHz) {
        return settings.urlOr(USUAL);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public List<Message> opening(SpeechContext context, int sampleRateHz) {
        ObjectNode configuration = JsonMapper.shared().createObjectNode();
        configuration.putObject("config").put("sample_rate", sampleRateHz).put("words", true);
        return List.of(new Message.Text(configuration.toString()));
    }

    @Override
    public Message sound(short[] samples, int sampleRateHz) {
        return new Message.Binary(Pcm.bytes(samples));
    }

    @Override
    public List<Message> ending() {
        return List.of(new Message.Text(END));
    }

    @Override
    public void read(JsonNode message, Transcript transcript) {
        if (message.has("partial")) {
            transcript.guess(Transcript.words(message.path("partial").asString(""), Transcript.UNTOLD));
        } else if (message.has("result") || message.has("text")) {
            transcript.settle(VoskResult.words(message, Transcript.UNTOLD));
        } else {
            throw new RemoteFailure("The vosk-server said something that is not of its protocol.", true);
        }
    }

    @Override
    public boolean endsByClosing() {
        return true;
    }
}
