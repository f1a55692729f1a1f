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

    private static final Map<String, About> SUBJECTS = Map.of(
            "ASK_PRICE", About.PRICE,
            "ASK_ALLERGENS", About.ALLERGENS,
            "ASK_HOURS", About.HOURS,
            "ASK_WAIT", About.WAIT);

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
        for (Map.Entry<List<String>, Cue> entry : language.sideNotes().entrySet()) {
            About subject = SUBJECTS.get(entry.getValue().name());
            List<String> words = entry.getKey();
            if (subject == null || words.size() <= longest) {
                continue;
            }
            for (int from = 0; from + words.size() <= tokens.size(); from++) {
                List<String> said = tokens.subList(from, from + words.size()).stream()
                        .map(Token::plain)
                        .toList();
                if (said.equals(words)) {
                    about = subject;
                    longest = words.size();
                }
            }
        }
        return about;
    }
}
