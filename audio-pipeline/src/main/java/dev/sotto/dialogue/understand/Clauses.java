package dev.sotto.dialogue.understand;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an utterance into clauses: finds the heads (what is ordered), then decides for the words between two heads which
 * belong to the one before ("with oat milk") and which to the one after ("and a large").
 */
final class Clauses {
    private static final double FULL_NAME = 0.9;
    private static final Set<Cue> OPENERS = EnumSet.of(
            Cue.SORRY,
            Cue.ACTUALLY,
            Cue.CANCEL,
            Cue.NOT,
            Cue.INSTEAD_OF,
            Cue.CHANGE,
            Cue.TO,
            Cue.ALSO,
            Cue.AND,
            Cue.WITH,
            Cue.DENY);

    private final List<Mention> mentions;
    private final boolean[] heads;
    private final boolean french;

    private Clauses(List<Mention> mentions, Language language) {
        this.mentions = mentions;
        this.heads = new boolean[mentions.size()];
        this.french = language == Language.FRENCH;
    }

    static List<Clause> of(List<Mention> mentions, Language language) {
        Clauses clauses = new Clauses(mentions, language);
        for (int index = 0; index < mentions.size(); index++) {
            clauses.heads[index] = clauses.isHead(index);
        }
        return clauses.cut();
    }

    private boolean isHead(int index) {
        Mention mention = mentions.get(index);
        if (!mention.isMenu()) {
            return mention.is(Cue.SAME);
        }
        double order = mention.orderScore();
        if (order == 0) {
            return false;
        }
        double modifier = mention.modifierScore();
        Mention next = index + 1 < mentions.size() ? mentions.get(index + 1) : null;
        if (!french && next != null && !next.afterBreak() && next.orderScore() >= FULL_NAME && order < FULL_NAME) {
            return false;
        }
        if (modifier == 0) {
            return true;
        }
        if (order < FULL_NAME && namesAnother(index)) {
            return false;
        }
        Mention previous = significantBefore(index);
        if (previous != null && previous.isAny(Cue.NOT, Cue.WITH, Cue.EXTRA)) {
            modifier += 0.3;
        }
        if (!french && next != null && !next.afterBreak() && next.orderScore() > 0 && next.modifierScore() == 0) {
            modifier += 0.3;
        }
        return order >= modifier;
    }

    /** Beside a dish that is named in full, a part of a name that is also an ingredient is the ingredient. */
    private boolean namesAnother(int index) {
        for (int other = 0; other < mentions.size(); other++) {
            if (other != index && mentions.get(other).orderScore() >= FULL_NAME) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Mention significantBefore(int index) {
        for (int before = index - 1; before >= 0; before--) {
            Mention mention = mentions.get(before);
            if (!mention.isAny(Cue.FILLER, Cue.DEFINITE) || mention.isAny(Cue.NOT, Cue.WITH, Cue.EXTRA)) {
                return mention;
            }
        }
        return null;
    }

    private @Nullable Mention significantAfter(int index) {
        for (int after = index + 1; after < mentions.size(); after++) {
            Mention mention = mentions.get(after);
            if (!mention.isFiller() || mention.afterBreak() || mention.isAny(Cue.NOT, Cue.WITH)) {
                return mention;
            }
        }
        return null;
    }

    private List<Clause> cut() {
        int[] leadStart = new int[mentions.size()];
        int floor = 0;
        for (int index = 0; index < mentions.size(); index++) {
            if (heads[index]) {
                leadStart[index] = leadStart(index, floor);
                floor = index + 1;
            }
        }
        addPronouns(leadStart);
        List<Clause> clauses = new ArrayList<>();
        Clause open = null;
        int tailStart = 0;
        for (int index = 0; index <= mentions.size(); index++) {
            if (index < mentions.size() && !heads[index]) {
                continue;
            }
            int next = index == mentions.size() ? index : leadStart[index];
            int tailEnd = index == mentions.size() ? index : openersStart(tailStart, next);
            List<Mention> tail = mentions.subList(tailStart, Math.max(tailStart, tailEnd));
            if (open != null || !tail.isEmpty()) {
                clauses.add(
                        open == null
                                ? new Clause(EnumSet.noneOf(Cue.class), List.of(), null, tail)
                                : new Clause(open.before(), open.lead(), open.head(), tail));
            }
            if (index < mentions.size()) {
                open = new Clause(cues(tailEnd, next), mentions.subList(next, index), mentions.get(index), List.of());
                tailStart = index + 1;
            }
        }
        return clauses;
    }

    /** Walks back from a head over its number and adjectives, to the determiner that begins the noun phrase. */
    private int leadStart(int head, int floor) {
        int start = head;
        boolean determined = false;
        while (start > floor && !mentions.get(start).afterBreak()) {
            Mention before = mentions.get(start - 1);
            boolean number = before.is(Cue.NUMBER);
            boolean determiner = number || before.isAny(Cue.ANOTHER, Cue.DEFINITE);
            if (determined && !number) {
                break;
            }
            boolean adjective = before.modifierScore() > 0 || before.isUnknown() || isBarePart(before);
            if (!determiner && !adjective) {
                if (before.isFiller() && start - 1 > floor && describes(mentions.get(start - 2))) {
                    start--;
                    continue;
                }
                break;
            }
            determined |= determiner;
            start--;
        }
        return determined ? start : keepComplement(start, head, floor);
    }

    /** "a half portion of rice": the little word does not part what belongs together. */
    private static boolean describes(Mention mention) {
        return mention.modifierScore() > 0 || (mention.is(Cue.NUMBER) && !mention.isFiller());
    }

    private static boolean isBarePart(Mention mention) {
        return mention.orderScore() > 0;
    }

    /** "with oat milk large mocha": the first thing after "with" stays with what came before. */
    private int keepComplement(int start, int head, int floor) {
        boolean afterCue = start > floor && mentions.get(start - 1).isAny(Cue.WITH, Cue.NOT, Cue.EXTRA);
        return afterCue && start < head && floor > 0 ? start + 1 : start;
    }

    private int openersStart(int floor, int end) {
        int start = end;
        while (start > floor && isOpener(mentions.get(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isOpener(Mention mention) {
        return mention.isFiller() || OPENERS.stream().anyMatch(mention::is);
    }

    private Set<Cue> cues(int from, int to) {
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        for (Mention mention : mentions.subList(from, to)) {
            OPENERS.stream().filter(mention::is).forEach(cues::add);
        }
        return cues;
    }

    /** "one with oat milk and another with whole": numbers that stand for what was named before. */
    private void addPronouns(int[] leadStart) {
        boolean[] taken = new boolean[mentions.size()];
        for (int index = 0; index < mentions.size(); index++) {
            if (heads[index]) {
                for (int lead = leadStart[index]; lead < index; lead++) {
                    taken[lead] = true;
                }
            }
        }
        for (int index = 0; index < mentions.size(); index++) {
            if (!heads[index] && !taken[index] && standsForAnItem(index)) {
                heads[index] = true;
                leadStart[index] = index;
            }
        }
    }

    private boolean standsForAnItem(int index) {
        Mention mention = mentions.get(index);
        boolean another = mention.isAny(Cue.ANOTHER, Cue.OTHER);
        if (!another && !mention.is(Cue.NUMBER)) {
            return false;
        }
        Mention previous = significantBefore(index);
        if (previous != null && previous.isAny(Cue.NOT, Cue.WITH, Cue.EXTRA, Cue.SORRY, Cue.TO, Cue.NUMBER)) {
            return false;
        }
        Mention next = significantAfter(index);
        if (next == null || next.afterBreak()) {
            return another;
        }
        if (next.isAny(Cue.WITH, Cue.NOT)) {
            return true;
        }
        boolean value = next.readings().stream().anyMatch(reading -> reading.meaning() instanceof Meaning.Value);
        boolean part = next.readings().stream().anyMatch(reading -> reading.meaning() instanceof Meaning.Part);
        return value && (!part || another) && (another || french || !saysArticle(mention));
    }

    /** "a" is a number of one too, but "a double shot" names no item; a single letter is all that tells them apart. */
    private static boolean saysArticle(Mention mention) {
        return mention.number() == 1 && mention.is(Cue.FILLER);
    }
}
