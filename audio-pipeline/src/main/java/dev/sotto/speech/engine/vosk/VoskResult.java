package dev.sotto.speech.engine.vosk;

import dev.sotto.speech.engine.Heard.HeardWord;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Vosk tells of an utterance, in this process or from a vosk-server: {@code {"result": [...], "text": ...}}. */
public final class VoskResult {
    /** What a word is called that the vocabulary does not have. */
    static final String UNKNOWN = "[unk]";

    private VoskResult() {}

    /** {@code untold}: the confidence of words that come without one. */
    public static List<HeardWord> words(JsonNode result, double untold) {
        List<HeardWord> words = new ArrayList<>();
        if (result.has("result")) {
            for (JsonNode word : result.path("result")) {
                words.add(new HeardWord(
                        word.path("word").asString(""),
                        Math.clamp(word.path("conf").asDouble(untold), 0, 1),
                        millis(word.path("start")),
                        millis(word.path("end")),
                        word.path("word").asString("").equals(UNKNOWN)));
            }
        } else {
            for (String word : result.path("text").asString("").split(" ", -1)) {
                if (!word.isBlank()) {
                    words.add(new HeardWord(word, untold, 0, 0, word.equals(UNKNOWN)));
                }
            }
        }
        return words;
    }

    private static int millis(JsonNode seconds) {
        return (int) Math.round(seconds.asDouble(0) * 1000);
    }
}
