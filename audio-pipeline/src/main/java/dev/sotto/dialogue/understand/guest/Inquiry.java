package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.ordering.Heads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something a guest wants to know instead of ordering it. */
public record Inquiry(About about, List<String> itemIds) {

    public enum About {
        PRICE,
        ALLERGENS,
        HOURS,
        WAIT
    }

    private static final Map<Cue, About> SUBJECTS = Map.of(
            Cue.ASK_PRICE, About.PRICE,
            Cue.ASK_ALLERGENS, About.ALLERGENS,
            Cue.ASK_HOURS, About.HOURS,
            Cue.ASK_WAIT, About.WAIT);

    public Inquiry {
        itemIds = List.copyOf(itemIds);
    }

    /** What the words ask; null where they ask nothing that a restaurant can tell at once. */
    public static @Nullable Inquiry in(List<Token> tokens, List<Mention> mentions, Language language, Heads heads) {
        if (mentions.stream().noneMatch(mention -> mention.isAny(Cue.QUESTION, Cue.TOTAL))) {
            return null;
        }
        About about = subject(tokens, language);
        Set<String> items = new LinkedHashSet<>();
        mentions.stream()
                .filter(mention -> mention.orderScore() > 0)
                .map(heads::itemsOf)
                .filter(found -> found.size() == 1)
                .forEach(items::addAll);
        boolean answerable = about == About.HOURS || about == About.WAIT || !items.isEmpty();
        return about != null && answerable ? new Inquiry(about, new ArrayList<>(items)) : null;
    }

    private static @Nullable About subject(List<Token> tokens, Language language) {
        About about = null;
        int longest = 0;
        for (int from = 0; from < tokens.size(); from++) {
            for (Language.Note note : language.notesAt(tokens, from)) {
                About subject = SUBJECTS.get(note.cue());
                if (subject != null && note.to() - from > longest) {
                    about = subject;
                    longest = note.to() - from;
                }
            }
        }
        return about;
    }
}
