package dev.sotto.dialogue.understand.doubt;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Nearest;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds words that name something the menu does not hold. Whatever nobody knows and is not ordinary talk is told, wherever
 * it stands: a dish that is lost without a word is missed at the table.
 */
public final class Unknowns {
    private static final int SHORTEST = 3;

    /** What a question is about is no dish: "is there gluten in it?" */
    private static final Set<Cue> ASKED = EnumSet.of(
            Cue.ASK_PRICE, Cue.ASK_ALLERGENS, Cue.ASK_HOURS, Cue.ASK_WAIT, Cue.PLACED_ORDER, Cue.BOOK, Cue.CALL_BACK);

    private final List<Token> tokens;
    private final List<Mention> mentions;
    private final Language language;
    private final Function<List<Mention>, String> text;
    private final Nearest nearest;
    private final boolean asking;

    public Unknowns(
            List<Token> tokens,
            List<Mention> mentions,
            Language language,
            Function<List<Mention>, String> text,
            Nearest nearest) {
        this.tokens = tokens;
        this.mentions = mentions;
        this.language = language;
        this.nearest = nearest;
        this.text = text;
        this.asking = mentions.stream().anyMatch(mention -> mention.is(Cue.QUESTION));
    }

    /**
     * What was already told, with everything that was not. A name that is told in full takes the place of its pieces, and
     * each is told with the dishes nearest to it.
     */
    public List<Concern> and(List<Concern> already) {
        List<Concern.Unknown> found = find();
        List<Concern> all = new ArrayList<>();
        for (Concern concern : already) {
            if (!(concern instanceof Concern.Unknown told)) {
                all.add(concern);
            } else if (found.stream().noneMatch(name -> isPieceOf(told, name))) {
                List<String> near = told.nearest().isEmpty() ? nearest.to(told.text()) : told.nearest();
                all.add(new Concern.Unknown(told.text(), near));
            }
        }
        found.stream().filter(name -> !isTold(all, name.text())).forEach(all::add);
        return all;
    }

    private List<Concern.Unknown> find() {
        List<Concern.Unknown> found = new ArrayList<>();
        for (int index = 0; index < mentions.size(); index++) {
            if (!isStrange(index)) {
                continue;
            }
            int end = index + 1;
            for (int next = goesOn(end); next > 0; next = goesOn(end)) {
                end = next;
            }
            String words = text.apply(mentions.subList(index, end));
            if (words.length() >= SHORTEST && !isSomebody(index)) {
                found.add(new Concern.Unknown(words, nearest.to(words)));
            }
            index = end - 1;
        }
        return found;
    }

    /** "Confiture lait" of "confiture de lait". */
    private static boolean isPieceOf(Concern.Unknown told, Concern.Unknown name) {
        List<String> whole = Arrays.asList(name.text().split(" ", -1));
        return !told.text().equals(name.text())
                && whole.containsAll(Arrays.asList(told.text().split(" ", -1)));
    }

    private boolean isStrange(int index) {
        Mention mention = mentions.get(index);
        return mention.isUnknown()
                && !language.isTalk(tokens.get(mention.from()))
                && !isSaidOfSomebody(mention)
                && !(asking && isAsked(mention));
    }

    /** "I'm coeliac", "he's driving", "je suis pressé": behind a verb of being stands how somebody is, and no dish. */
    private boolean isSaidOfSomebody(Mention mention) {
        int at = mention.from();
        return at > 0
                && !tokens.get(at).afterBreak()
                && language.isPredicate(tokens.get(at - 1), tokens.get(at))
                && (mention.to() == tokens.size() || tokens.get(mention.to()).afterBreak() || isSmall(mention.to()));
    }

    private boolean isSmall(int at) {
        return language.isFunctionWord(tokens.get(at).plain());
    }

    private boolean isAsked(Mention mention) {
        return language.notesAt(tokens, mention.from()).stream().anyMatch(note -> ASKED.contains(note.cue()));
    }

    /** Where a name goes on to if it does here: "toad in the hole", "pot au feu"; 0 where it is over. */
    private int goesOn(int from) {
        for (int index = from; index < mentions.size(); index++) {
            Mention mention = mentions.get(index);
            if (mention.afterBreak()) {
                return 0;
            }
            if (isStrange(index)) {
                return index + 1;
            }
            boolean joins = tokens.subList(mention.from(), mention.to()).stream()
                    .allMatch(token -> language.joinsNames(token.plain()));
            if (!joins) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isTold(List<Concern> already, String words) {
        return already.stream()
                .anyMatch(concern -> concern instanceof Concern.Unknown unknown
                        && unknown.text().contains(words));
    }

    /** "It's for Yvette". */
    private boolean isSomebody(int index) {
        return index > 0
                && mentions.get(index - 1).is(Cue.FOR_NAME)
                && !mentions.get(index).afterBreak();
    }
}
