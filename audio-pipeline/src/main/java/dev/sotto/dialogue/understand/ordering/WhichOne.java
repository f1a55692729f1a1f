package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * "A curry" – "chicken or lamb?" – "lamb": of the dishes a kind stands for, the one told by a word of its name, which on the
 * whole menu says too little.
 */
final class WhichOne {
    private final Carte carte;
    private final Language language;
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    private final Function<List<Mention>, String> text;

    WhichOne(
            Carte carte,
            Language language,
            Draft draft,
            Target target,
            Sharing sharing,
            Function<List<Mention>, String> text) {
        this.carte = carte;
        this.language = language;
        this.draft = draft;
        this.target = target;
        this.sharing = sharing;
        this.text = text;
    }

    /** Says which dish the line spoken about is where the phrase tells; what else is said of it, null where nothing was told. */
    @Nullable
    Phrase told(Phrase phrase) {
        DraftLine line = target.line();
        Cue scope = phrase.scope();
        boolean plain = scope == null || scope == Cue.WANT || scope == Cue.ACTUALLY || scope == Cue.WITH;
        if (line == null || phrase.words().isEmpty() || phrase.pointer() != null || !plain) {
            return null;
        }
        List<String> kinds = carte.item(line.itemId()).map(MenuItem::anyOf).orElse(List.of());
        List<Mention> first = phrase.words().subList(0, 1);
        List<String> called =
                kinds.stream().filter(id -> isCalled(id, first)).limit(2).toList();
        if (called.size() != 1) {
            return null;
        }
        boolean some = phrase.quantity() > 0 && sharing.canTake(phrase.quantity());
        DraftLine piece = some ? sharing.take(phrase.quantity()) : line;
        draft.item(piece, called.getFirst());
        target.moveTo(piece.lineId());
        return phrase.rest(1, phrase.words().size());
    }

    private boolean isCalled(String itemId, List<Mention> words) {
        List<String> said = stems(text.apply(words));
        Set<String> named = new HashSet<>();
        MenuItem item = carte.item(itemId).orElseThrow();
        Stream.concat(Stream.of(item.name()), item.synonyms().stream()).forEach(name -> named.addAll(stems(name)));
        return !said.isEmpty() && named.containsAll(said);
    }

    private List<String> stems(String words) {
        return Token.of(words, language).stream()
                .filter(token -> !language.joinsNames(token.plain()))
                .map(Token::stem)
                .toList();
    }
}
