package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Lexicon.Candidate;
import dev.sotto.dialogue.understand.hearing.Lexicon.Node;
import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds every way to read the words as phrases of the menu and the language, then keeps the non-overlapping ones that
 * together explain most: long phrases before short ones, exact before mended, named before left unexplained.
 */
public final class Hearing {
    private static final double MENU_WORTH = 1.1;
    /** Less than makes "bottle of" as good as the bottle that a drink comes in. */
    private static final double FILLER_WORTH = 0.94;
    /** What a mended word of the language costs, and one that is parted or joined otherwise. */
    private static final double MENDED_CUE = 0.2;

    /** Two names that are said in full beat one with a word too many in it. */
    private static final double STUMBLE = 0.5;

    /** What a word is never mended to: it would be ignored or agreed with, and cod, ale and wine are no got, all and fine. */
    private static final Set<Cue> NEVER_MENDED = EnumSet.of(
            Cue.FILLER,
            Cue.DEFINITE,
            Cue.FIRST,
            Cue.YES,
            Cue.DENY,
            Cue.DONE,
            Cue.CANCEL_ALL,
            Cue.GREETING,
            Cue.GOODBYE,
            Cue.QUESTION,
            Cue.TOTAL,
            Cue.REPEAT,
            Cue.HELP,
            Cue.HUMAN,
            Cue.FOR_NAME,
            Cue.OWN);

    private static final double SLIP = 0.4;
    private static final int LONGEST_ARTICLE = 3;

    private static final double WRITTEN_OTHERWISE = 0.02;
    /** What each further phrase costs, so that one long phrase beats two short ones. */
    private static final double PHRASE_COST = 0.15;

    private final Lexicon lexicon;
    private final Language language;
    private final List<Token> tokens;
    private final List<List<Mention>> starting;
    private final Map<String, List<Candidate>> mended = new HashMap<>();
    private final Misheard misheard;

    private Hearing(Lexicon lexicon, Language language, List<Token> tokens) {
        this.lexicon = lexicon;
        this.language = language;
        this.tokens = tokens;
        this.misheard = new Misheard(lexicon, language);
        this.starting = new ArrayList<>();
        tokens.forEach(token -> starting.add(new ArrayList<>()));
    }

    public static List<Mention> hear(List<Token> tokens, Lexicon lexicon, Language language) {
        Hearing hearing = new Hearing(lexicon, language, tokens);
        for (int start = 0; start < tokens.size(); start++) {
            Map<Integer, Map<Meaning, Double>> found = new HashMap<>();
            hearing.followMenu(start, start, lexicon.menu(), 0, found);
            hearing.followSignals(start, start, lexicon.signals(), 0, found);
            hearing.addNumber(start, found);
            hearing.keep(start, found);
        }
        return hearing.cover();
    }

    private void followMenu(int start, int at, Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        if (at >= tokens.size() || (at > start && tokens.get(at).afterBreak())) {
            return;
        }
        Token token = tokens.get(at);
        if (at > start && (language.isLink(token.plain()) || misheard.isMumbled(token))) {
            followMenu(start, at + 1, node, lost, found);
        } else if (at > start && misheard.isSmallWord(token)) {
            followMenu(start, at + 1, node, lost + MENDED_CUE, found);
        } else if (at > start && misheard.isStumble(token)) {
            followMenu(start, at + 1, node, lost + STUMBLE, found);
        }
        if (at > start || !misheard.isOtherWord(token)) {
            step(start, at + 1, node.follow(token.stem()), lost, found);
        }
        if (at > start && token.isShortPlural() && node.follow(token.stem()) == null) {
            step(start, at + 1, node.follow(token.singular()), lost, found); // "Two G and Ts"
        }
        if (!lexicon.knows(token.stem())) {
            if (mayBeMended(token)) {
                for (Candidate candidate : mended.computeIfAbsent(token.plain(), any -> lexicon.candidates(token))) {
                    step(start, at + 1, node.follow(candidate.word()), lost + 1 - candidate.score(), found);
                }
            }
            slips(start, at, node, lost, found);
            splitWord(start, at, node, lost, found);
            for (String number : misheard.numbersLike(token)) {
                step(start, at + 1, node.follow(number), lost + MENDED_CUE, found);
            }
        }
        joinWords(start, at, node, lost, found);
        joinNumber(start, at, node, lost, found);
    }

    /** "Twenty five count", where the menu writes 25. */
    private void joinNumber(int start, int at, Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        SpokenNumber number = SpokenNumber.at(tokens, at, language);
        if (number != null && number.to() - at > 1) {
            step(start, number.to(), node.follow(number.digits()), lost, found);
        }
    }

    /** "Rid onions": a word that means nothing by itself in the language may be one of the menu. */
    private boolean mayBeMended(Token token) {
        if (language.isTalk(token) || language.isFood(token)) {
            return false;
        }
        Node alone = lexicon.signals().follow(token.plain());
        return !language.isFunctionWord(token.plain())
                || alone == null
                || alone.readings().isEmpty();
    }

    private void step(int start, int to, @Nullable Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        if (node == null) {
            return;
        }
        for (Reading reading : node.readings()) {
            found.computeIfAbsent(to, any -> new HashMap<>())
                    .merge(reading.meaning(), reading.score() * kept(lost, to - start), Math::max);
        }
        followMenu(start, to, node, lost, found);
    }

    /** A word of three letters is mended beside another of the name, where it can hardly be anything else. */
    private void slips(int start, int at, Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        for (String word : misheard.slipsOf(tokens.get(at))) {
            Node next = node.follow(word);
            boolean goesOn = next != null
                    && at + 1 < tokens.size()
                    && !tokens.get(at + 1).afterBreak()
                    && next.follow(tokens.get(at + 1).stem()) != null;
            if (at > start || goesOn) {
                step(start, at + 1, next, lost + SLIP, found);
            }
        }
    }

    /** cheeseburger, where the menu writes cheese burger. */
    private void splitWord(int start, int at, Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        String word = tokens.get(at).stem();
        for (int cut = 3; cut <= word.length() - 3; cut++) {
            Node first = node.follow(word.substring(0, cut));
            if (first != null) {
                step(start, at + 1, first.follow(word.substring(cut)), lost + WRITTEN_OTHERWISE, found);
            }
        }
    }

    /** cheese burger, where the menu writes cheeseburger. */
    private void joinWords(int start, int at, Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        if (at + 1 >= tokens.size() || tokens.get(at + 1).afterBreak()) {
            return;
        }
        String joined = tokens.get(at).plain() + tokens.get(at + 1).stem();
        step(start, at + 2, node.follow(joined), lost + WRITTEN_OTHERWISE, found);
    }

    private void followSignals(int start, int at, Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        if (at >= tokens.size() || (at > start && tokens.get(at).afterBreak())) {
            return;
        }
        Token token = tokens.get(at);
        stepSignals(start, at + 1, node.follow(token.plain()), lost, found);
        for (String cue : misheard.cuesLike(token)) {
            stepSignals(start, at + 1, node.follow(cue), lost + MENDED_CUE, found);
        }
    }

    private void stepSignals(
            int start, int to, @Nullable Node node, double lost, Map<Integer, Map<Meaning, Double>> found) {
        if (node == null) {
            return;
        }
        for (Reading reading : node.readings()) {
            if (lost == 0 || to - start > 1 || isMendable(reading) || isArticle(reading, start)) {
                found.computeIfAbsent(to, any -> new HashMap<>())
                        .merge(reading.meaning(), kept(lost, to - start), Math::max);
            }
        }
        followSignals(start, to, node, lost, found);
    }

    /** "Change thi ham": in front of a name of the menu so short a word is no dish. */
    private boolean isArticle(Reading reading, int at) {
        boolean definite = reading.meaning() instanceof Meaning.Signal signal && signal.cue() == Cue.DEFINITE;
        return definite
                && tokens.get(at).plain().length() <= LONGEST_ARTICLE
                && at + 1 < tokens.size()
                && !tokens.get(at + 1).afterBreak()
                && lexicon.knows(tokens.get(at + 1).stem());
    }

    /** A phrase is as well heard as its words are on average: one that is mended spoils a long phrase less. */
    private static double kept(double lost, int words) {
        return 1 - lost / words;
    }

    private void addNumber(int start, Map<Integer, Map<Meaning, Double>> found) {
        Token token = tokens.get(start);
        if (token.isWhole()) {
            int number = token.number();
            boolean times =
                    start + 1 < tokens.size() && tokens.get(start + 1).plain().equals("x");
            found.computeIfAbsent(times ? start + 2 : start + 1, any -> new HashMap<>())
                    .put(new Meaning.Signal(Cue.NUMBER, number), 1.0);
        } else if (start + 1 < tokens.size()) {
            for (int number : misheard.countsLike(token, tokens.get(start + 1))) {
                found.computeIfAbsent(start + 1, any -> new HashMap<>())
                        .put(new Meaning.Signal(Cue.NUMBER, number), 1 - MENDED_CUE);
            }
        }
    }

    private void keep(int start, Map<Integer, Map<Meaning, Double>> found) {
        found.forEach((to, meanings) -> {
            List<Reading> readings = new ArrayList<>();
            meanings.forEach((meaning, score) -> readings.add(new Reading(meaning, score)));
            readings.sort(Comparator.comparingDouble(Reading::score)
                    .reversed()
                    .thenComparing(reading -> reading.meaning().toString()));
            starting.get(start).add(new Mention(tokens.get(start), start, to, readings));
        });
    }

    private List<Mention> cover() {
        int size = tokens.size();
        double[] worth = new double[size + 1];
        Mention[] choice = new Mention[size];
        for (int at = size - 1; at >= 0; at--) {
            choice[at] = new Mention(tokens.get(at), at, at + 1, List.of());
            worth[at] = worth[at + 1];
            for (Mention mention : starting.get(at)) {
                double value = worth(mention) + worth[mention.to()];
                if (value > worth[at]) {
                    worth[at] = value;
                    choice[at] = mention;
                }
            }
        }
        List<Mention> chosen = new ArrayList<>();
        for (int at = 0; at < size; at = chosen.getLast().to()) {
            chosen.add(choice[at]);
        }
        chosen.removeIf(
                mention -> mention.isUnknown() && tokens.get(mention.from()).isScrap());
        for (int index = 0; index < chosen.size(); index++) {
            Mention next = index + 1 < chosen.size() ? chosen.get(index + 1) : null;
            Mention settled = Settling.settled(chosen.get(index), next);
            chosen.set(index, Settling.apart(settled, starting));
        }
        return chosen;
    }

    private static boolean isMendable(Reading reading) {
        return !(reading.meaning() instanceof Meaning.Signal signal && NEVER_MENDED.contains(signal.cue()));
    }

    static boolean isFiller(Reading reading) {
        return reading.meaning() instanceof Meaning.Signal signal && signal.cue() == Cue.FILLER;
    }

    private static double worth(Mention mention) {
        int words = mention.to() - mention.from();
        double menu = Math.max(mention.orderScore(), mention.modifierScore()) * MENU_WORTH;
        double other = mention.readings().stream()
                .filter(reading -> reading.meaning() instanceof Meaning.Signal)
                .mapToDouble(reading -> reading.score() * (isFiller(reading) ? FILLER_WORTH : 1))
                .max()
                .orElse(0);
        return words * Math.max(menu, other) - PHRASE_COST;
    }
}
