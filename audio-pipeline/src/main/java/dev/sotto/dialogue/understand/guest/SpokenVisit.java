package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.SpokenNumber;
import dev.sotto.dialogue.understand.hearing.Token;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When and with how many a guest wants to come; null for what he did not say. */
public record SpokenVisit(@Nullable LocalDate day, @Nullable Integer guests) {
    private static final Set<String> PEOPLE = Set.of(
            "people",
            "persons",
            "person",
            "guests",
            "adults",
            "personnes",
            "personne",
            "couverts",
            "convives",
            "adultes");
    private static final Set<String> FOR = Set.of("for", "pour", "of", "be");
    private static final Set<String> NO_PEOPLE =
            Set.of("pm", "am", "p", "a", "o", "oclock", "heures", "heure", "h", "minutes", "th", "rd", "nd", "st");

    /** @param asked whether a bare number answers how many come */
    public static SpokenVisit in(String text, Language language, LocalDate today, boolean asked) {
        List<Token> tokens = Token.of(text, language);
        return new SpokenVisit(SpokenDay.in(tokens, language, today), guests(tokens, language, asked));
    }

    private static @Nullable Integer guests(List<Token> tokens, Language language, boolean asked) {
        Integer found = null;
        for (int index = 0; index < tokens.size(); index++) {
            SpokenNumber number = SpokenNumber.at(tokens, index, language);
            if (number == null || number.value() < 1) {
                continue;
            }
            String after = number.to() < tokens.size() ? tokens.get(number.to()).plain() : "";
            String before = index > 0 ? tokens.get(index - 1).plain() : "";
            if (PEOPLE.contains(after) || (after.equals("of") && follows(tokens, number.to() + 1, "us"))) {
                return number.value();
            }
            boolean counts = FOR.contains(before) || (asked && tokens.size() <= 4);
            if (found == null && counts && !NO_PEOPLE.contains(after)) {
                found = number.value();
            }
        }
        return found;
    }

    private static boolean follows(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).plain().equals(word);
    }
}
