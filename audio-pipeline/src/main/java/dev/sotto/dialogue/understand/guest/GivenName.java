package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The name in an answer to "what name is it?", where a name may be said alone: it's Anna, Smith, A N N A. */
public final class GivenName {
    private static final int MOST_WORDS = 3;
    private static final int LONGEST = 40;

    /** Words around a name that the language does not count among its small ones. */
    private static final Set<String> AROUND =
            Set.of("called", "speaking", "mr", "mrs", "ms", "monsieur", "madame", "c");

    private GivenName() {}

    /** Null where the words are none, or too many to be one. */
    public static @Nullable String in(String text, Language language) {
        List<Token> tokens = Token.of(text, language);
        List<String> letters = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isNumber()) {
                return null;
            }
            if (token.plain().length() == 1) {
                letters.add(token.plain());
            } else if (!language.isFunctionWord(token.plain()) && !AROUND.contains(token.plain())) {
                words.add(token.said());
            }
        }
        if (letters.size() >= 3 && letters.size() > words.size()) {
            return capital(String.join("", letters));
        }
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return null;
        }
        String name = words.stream().map(GivenName::capital).collect(Collectors.joining(" "));
        return name.length() > LONGEST ? null : name;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
