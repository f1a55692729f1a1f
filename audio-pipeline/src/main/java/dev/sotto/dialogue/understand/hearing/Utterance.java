package dev.sotto.dialogue.understand.hearing;

import dev.sotto.schemas.speech.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody said.
 *
 * @param words each word as the recogniser heard it, with how sure it is; none where it was written
 */
public record Utterance(String text, List<Word> words) {
    public Utterance {
        words = List.copyOf(words);
    }

    public static Utterance written(String text) {
        return new Utterance(text, List.of());
    }

    /** Its words as they are read. Where they are not those that were recognised, none of them is in doubt. */
    public List<Token> tokens(Language language) {
        List<Token> tokens = Token.of(text, language);
        List<Double> sure = new ArrayList<>();
        for (Word word : words) {
            Token.of(word.text(), language).forEach(_ -> sure.add(word.confidence()));
        }
        if (sure.size() != tokens.size()) {
            return tokens;
        }
        List<Token> heard = new ArrayList<>(tokens.size());
        for (int index = 0; index < tokens.size(); index++) {
            heard.add(tokens.get(index).heard(sure.get(index)));
        }
        return heard;
    }
}
