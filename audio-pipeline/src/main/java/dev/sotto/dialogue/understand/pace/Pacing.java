package dev.sotto.dialogue.understand.pace;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Hearing;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Lexicon;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was said of when dishes are made, and takes those words out, so that nobody who says "hold the mains" is
 * asked which main. "First a burger, then a coke" enumerates; it says when only where one is served before the other.
 */
public final class Pacing {
    private static final Set<String> ARTICLES =
            Set.of("the", "our", "my", "all", "le", "la", "les", "l", "nos", "mes", "des");

    private final List<Token> tokens;
    private final Language language;
    private final List<DraftLine> lines;
    private final Dishes dishes;
    private final List<Mention> mentions;

    private Pacing(List<Token> tokens, Language language, Lexicon lexicon, Dishes dishes, List<DraftLine> lines) {
        this.tokens = tokens;
        this.language = language;
        this.lines = lines;
        this.dishes = dishes;
        this.mentions = Hearing.hear(tokens, lexicon, language);
    }

    /** What was said of it, and the words that are left. */
    public record Found(List<Token> rest, Pace pace) {}

    /** @param lines the order before these words */
    public static Found in(List<Token> tokens, Language language, Lexicon lexicon, Carte carte, List<DraftLine> lines) {
        List<PaceWord> words = PaceWord.in(tokens, language);
        return words.isEmpty()
                ? new Found(tokens, Pace.NONE)
                : new Pacing(tokens, language, lexicon, new Dishes(carte, language), lines).find(words);
    }

    private record Said(Target target, PaceWord word) {}

    private Found find(List<PaceWord> words) {
        if (isQuestion()) {
            return new Found(tokens, Pace.NONE);
        }
        PaceWord together =
                words.stream().filter(PaceWord::isTogether).findFirst().orElse(null);
        if (together != null) {
            Pace.Wish all = new Pace.Wish(new Pace.Named.Everything(), false);
            return new Found(without(List.of(together), List.of()), new Pace(List.of(all), true));
        }
        List<Target> targets = dishes.in(tokens, mentions, words);
        @Nullable PaceWord[] owners = Attaching.of(tokens, language, words, targets);
        List<Said> said = new ArrayList<>();
        for (int index = 0; index < owners.length; index++) {
            PaceWord owner = owners[index];
            if (owner != null) {
                said.add(new Said(targets.get(index), owner));
            }
        }
        boolean contrasts = contrasts(said);
        List<Said> meant =
                said.stream().filter(one -> contrasts || isStrong(one)).toList();
        if (meant.isEmpty()) {
            return new Found(tokens, Pace.NONE);
        }
        boolean certain =
                contrasts || meant.stream().anyMatch(one -> one.target().isCourse());
        List<Pace.Wish> wishes = meant.stream()
                .map(one -> new Pace.Wish(one.target().what(), one.word().waits()))
                .toList();
        List<PaceWord> used = meant.stream().map(Said::word).distinct().toList();
        List<Target> named = meant.stream()
                .map(Said::target)
                .filter(target -> isOnlyNamed(target, targets))
                .toList();
        return new Found(without(used, named), new Pace(wishes, certain));
    }

    private boolean isQuestion() {
        boolean asks = mentions.stream().anyMatch(mention -> mention.isAny(Cue.QUESTION, Cue.HELP, Cue.TOTAL));
        return asks && mentions.stream().noneMatch(mention -> mention.is(Cue.WANT));
    }

    private static boolean isStrong(Said said) {
        return said.word().isStrong() || said.target().isCourse();
    }

    /** Something now and something later: by words that can mean nothing else, or by what is served before the other. */
    private boolean contrasts(List<Said> said) {
        List<Said> now = said.stream().filter(one -> !one.word().waits()).toList();
        List<Said> later = said.stream().filter(one -> one.word().waits()).toList();
        if (now.isEmpty() || later.isEmpty()) {
            return false;
        }
        int last =
                now.stream().mapToInt(one -> dishes.course(one.target())).max().orElse(-1);
        int next = later.stream()
                .mapToInt(one -> dishes.course(one.target()))
                .min()
                .orElse(-1);
        boolean served = now.stream().allMatch(one -> dishes.course(one.target()) >= 0) && last < next;
        return served || said.stream().anyMatch(Pacing::isStrong);
    }

    /** Named to say when, not to order it: a course, a kind of dish, or what is ordered already. */
    private boolean isOnlyNamed(Target target, List<Target> targets) {
        boolean again = targets.stream().anyMatch(other -> other.to() <= target.from() && target.means(other))
                || lines.stream()
                        .anyMatch(line -> target.what() instanceof Pace.Named.Dishes(List<String> ids)
                                && ids.contains(line.itemId()));
        return target.isCourse() || (!target.counted() && (target.kind() || again));
    }

    private List<Token> without(List<PaceWord> used, List<Target> named) {
        Set<Integer> taken = new HashSet<>();
        used.forEach(word -> take(taken, word.from(), word.to()));
        for (Target target : named) {
            int from = target.from();
            while (from > 0 && ARTICLES.contains(tokens.get(from - 1).plain())) {
                from--;
            }
            take(taken, from, target.to());
        }
        List<Token> rest = new ArrayList<>();
        boolean gap = false;
        for (int index = 0; index < tokens.size(); index++) {
            if (taken.contains(index)) {
                gap = true;
            } else {
                rest.add(gap ? tokens.get(index).broken() : tokens.get(index));
                gap = false;
            }
        }
        return rest;
    }

    private static void take(Set<Integer> taken, int from, int to) {
        for (int index = from; index < to; index++) {
            taken.add(index);
        }
    }
}
