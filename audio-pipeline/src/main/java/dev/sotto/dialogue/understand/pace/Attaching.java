package dev.sotto.dialogue.understand.pace;

import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which dishes "now" and "later" are said of, since they stand before or behind them: a dish belongs to the word it
 * touches, and takes along those that are enumerated with it.
 */
final class Attaching {
    private static final Set<String> JOINS = Set.of("but", "mais");

    private final List<Token> tokens;
    private final Language language;
    private final List<PaceWord> words;
    private final List<Target> targets;
    private final @Nullable PaceWord[] owners;

    private Attaching(List<Token> tokens, Language language, List<PaceWord> words, List<Target> targets) {
        this.tokens = tokens;
        this.language = language;
        this.words = words;
        this.targets = targets;
        this.owners = new PaceWord[targets.size()];
    }

    /** For each target the word that is said of it, or null. */
    static @Nullable PaceWord[] of(List<Token> tokens, Language language, List<PaceWord> words, List<Target> targets) {
        Attaching attaching = new Attaching(tokens, language, words, targets);
        attaching.touch();
        attaching.settleDoubts();
        attaching.takeAlong();
        return attaching.owners;
    }

    private void touch() {
        for (int index = 0; index < owners.length; index++) {
            PaceWord before = touchesBefore(index);
            PaceWord behind = touchesBehind(index);
            if (before == null || behind == null) {
                owners[index] = before == null ? behind : before;
            }
        }
    }

    /** Between two words: the one that would else be said of nothing. */
    private void settleDoubts() {
        for (int index = 0; index < owners.length; index++) {
            PaceWord before = touchesBefore(index);
            PaceWord behind = touchesBehind(index);
            if (before != null && behind != null) {
                int toward = targets.get(index).from() - before.to();
                int onward = behind.from() - targets.get(index).to();
                owners[index] = owns(before) ? behind : owns(behind) || toward <= onward ? before : behind;
            }
        }
    }

    private boolean owns(PaceWord word) {
        for (PaceWord owner : owners) {
            if (word.equals(owner)) {
                return true;
            }
        }
        return false;
    }

    private void takeAlong() {
        for (int index = owners.length - 2; index >= 0; index--) {
            PaceWord owner = owners[index + 1];
            boolean behind =
                    owner != null && owner.from() >= targets.get(index + 1).to();
            if (owners[index] == null && behind && isListed(index, index + 1) && !isRestated(index + 1)) {
                owners[index] = owner;
            }
        }
        for (int index = 1; index < owners.length; index++) {
            PaceWord owner = owners[index - 1];
            boolean before =
                    owner != null && owner.to() <= targets.get(index - 1).from();
            if (owners[index] == null && before && isListed(index - 1, index)) {
                owners[index] = owner;
            }
        }
    }

    /** "A soup, a salad and a pie": of one kind, and nothing between them that says when. */
    private boolean isListed(int first, int second) {
        Target one = targets.get(first);
        Target other = targets.get(second);
        boolean apart = words.stream().anyMatch(word -> word.from() >= one.to() && word.to() <= other.from());
        boolean alike = one.isCourse() == other.isCourse() && one.counted() == other.counted();
        return !apart && alike && (one.counted() || !isPaused(one.to(), other.from()));
    }

    /** "Two soups and two steaks, soups now": what is named again stands for itself. */
    private boolean isRestated(int index) {
        Target named = targets.get(index);
        return targets.subList(0, index).stream().anyMatch(named::means);
    }

    private @Nullable PaceWord touchesBefore(int index) {
        Target target = targets.get(index);
        PaceWord before = words.stream()
                .filter(word -> word.to() <= target.from())
                .reduce((_, later) -> later)
                .orElse(null);
        boolean near = before != null
                && before.leads()
                && isFirst(index, before.to())
                && !isParted(before.to(), target.from(), standsAlone(before));
        return near ? before : null;
    }

    private @Nullable PaceWord touchesBehind(int index) {
        Target target = targets.get(index);
        PaceWord behind = words.stream()
                .filter(word -> word.from() >= target.to())
                .findFirst()
                .orElse(null);
        boolean near = behind != null
                && behind.follows(tokens, language)
                && isLast(index, behind.from())
                && !isParted(target.to(), behind.from(), false);
        return near ? behind : null;
    }

    private boolean isFirst(int index, int from) {
        return index == 0 || targets.get(index - 1).to() <= from;
    }

    private boolean isLast(int index, int to) {
        return index + 1 == targets.size() || targets.get(index + 1).from() >= to;
    }

    /** "First, the soups": the pause behind it parts nothing. */
    private boolean standsAlone(PaceWord word) {
        return word.from() == 0 || tokens.get(word.from()).afterBreak() || isJoint(tokens.get(word.from() - 1));
    }

    private boolean isParted(int from, int to, boolean mayPauseAtOnce) {
        for (int index = from; index < to; index++) {
            if (isJoint(tokens.get(index))) {
                return true;
            }
        }
        return isPaused(mayPauseAtOnce ? from + 1 : from, to);
    }

    private boolean isPaused(int from, int to) {
        for (int index = from; index <= to; index++) {
            if (index < tokens.size() && tokens.get(index).afterBreak()) {
                return true;
            }
        }
        return false;
    }

    private boolean isJoint(Token token) {
        return token.plain().equals(language.ampersand()) || JOINS.contains(token.plain());
    }
}
