package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line that is taken back by less than its name: "cancel the rice" where a bowl of rice is ordered, "cancel the
 * peach" of a peach and a grape one. On the whole menu such a word says too little, in an order it says which.
 */
final class TakenBack {
    private final Carte carte;
    private final Language language;
    private final Draft draft;
    private final Fitting fitting;
    private final Function<List<Mention>, String> text;

    TakenBack(Carte carte, Language language, Draft draft, Fitting fitting, Function<List<Mention>, String> text) {
        this.carte = carte;
        this.language = language;
        this.draft = draft;
        this.fitting = fitting;
        this.text = text;
    }

    /** The one line that is meant; null where it is no line, or could be several. */
    @Nullable
    DraftLine line(Phrase phrase) {
        if (!phrase.opens(Cue.CANCEL) || phrase.words().size() != 1 || phrase.quantity() > 0) {
            return null;
        }
        Mention word = phrase.words().getFirst();
        DraftLine told = only(draft.lines().stream().filter(line -> isToldBy(line, word)));
        if (told != null) {
            return told;
        }
        boolean inside = draft.lines().stream().anyMatch(line -> fitting.has(line, word) || isIn(line, word));
        return inside ? null : only(draft.lines().stream().filter(line -> isCalled(line, phrase.words())));
    }

    /** "In fact only one coke" of the cans: the line that is counted anew by what tells it; null where none is. */
    @Nullable
    DraftLine recounted(Phrase phrase) {
        boolean corrects = phrase.opens(Cue.ACTUALLY)
                || phrase.opens(Cue.SORRY)
                || phrase.opens(Cue.DENY)
                || phrase.opens(Cue.ONLY);
        if (!corrects || phrase.quantity() == 0 || phrase.words().size() != 1 || phrase.pointer() != null) {
            return null;
        }
        Mention word = phrase.words().getFirst();
        return only(draft.lines().stream()
                .filter(line ->
                        line.quantity() != phrase.quantity() && !draft.touched().contains(line))
                .filter(line -> isToldBy(line, word)));
    }

    /** Whether a choice of it is what tells it from another line of the same dish. */
    private boolean isToldBy(DraftLine line, Mention word) {
        return word.readings().stream()
                .map(Mention.Reading::meaning)
                .anyMatch(meaning -> meaning instanceof Meaning.Value(String groupId, String _)
                        && Fitting.has(line, meaning)
                        && carte.group(line.itemId(), groupId)
                                .map(group -> !group.multiple())
                                .orElse(false)
                        && draft.lines().stream().anyMatch(other -> isOther(line, other, groupId)));
    }

    private static boolean isOther(DraftLine line, DraftLine other, String groupId) {
        return other.itemId().equals(line.itemId())
                && other.options().containsKey(groupId)
                && !Objects.equals(other.options().get(groupId), line.options().get(groupId));
    }

    private boolean isIn(DraftLine line, Mention word) {
        return fitting.isInRecipe(line, word);
    }

    private boolean isCalled(DraftLine line, List<Mention> words) {
        List<String> said = stems(text.apply(words));
        Set<String> named = new HashSet<>();
        MenuItem item = carte.item(line.itemId()).orElseThrow();
        Stream.concat(Stream.of(item.name()), item.synonyms().stream()).forEach(name -> named.addAll(stems(name)));
        return !said.isEmpty() && named.containsAll(said);
    }

    private List<String> stems(String words) {
        return Token.of(words, language).stream()
                .filter(token -> !language.joinsNames(token.plain()))
                .map(Token::stem)
                .toList();
    }

    private static @Nullable DraftLine only(Stream<DraftLine> lines) {
        List<DraftLine> found = lines.limit(2).toList();
        return found.size() == 1 ? found.getFirst() : null;
    }
}
