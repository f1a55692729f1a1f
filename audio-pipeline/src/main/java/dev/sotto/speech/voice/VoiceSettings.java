package dev.sotto.speech.voice;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Voices that are asked before espeak-ng, which speaks when they do not.
 *
 * @param url of an OpenAI-compatible /v1/audio/speech; null for none
 * @param model its model
 * @param name its voice
 * @param keyVariable environment variable that holds its key; a server of one's own may want none
 * @param piper the Piper program
 * @param piperModels a Piper model's .onnx file for each language; none for no Piper
 */
public record VoiceSettings(
        @Nullable URI url,
        @DefaultValue("tts-1") String model,
        @DefaultValue("alloy") String name,
        @DefaultValue("OPENAI_API_KEY") String keyVariable,
        @DefaultValue("piper") Path piper,
        @DefaultValue Map<String, Path> piperModels) {

    /** These voices, in this order, and then the one that is always there. */
    public Synthesiser before(Synthesiser always) {
        List<Synthesiser> all = new ArrayList<>();
        if (url != null) {
            String key = System.getenv(keyVariable);
            all.add(new SpeechService(url, model, name, key == null ? "" : key));
        }
        if (!piperModels.isEmpty()) {
            all.add(new Piper(piper, piperModels));
        }
        all.add(always);
        return all.size() == 1 ? always : new FirstThatSpeaks(all, InstantSource.system());
    }
}
