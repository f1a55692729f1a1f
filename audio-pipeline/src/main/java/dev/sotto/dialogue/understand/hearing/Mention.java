package dev.sotto.dialogue.understand.hearing;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A span of words and everything it may stand for, best first; without readings the words are not known here.
 *
 * @param apart the same words read as a dish and what is said of it, where together they name a choice: "small chips"
 */
public record Mention(
        int from, int to, boolean afterBreak, boolean afterStop, List<Reading> readings, List<Mention> apart) {

    /** One meaning with how well the words fit it, 0 to 1: name said in full and spelled right is 1. */
    public record Reading(Meaning meaning, double score) {
        /** Said by a word that many things here are called by. */
        public boolean isVague() {
            return score <= Names.VAGUE;
        }
    }

    public Mention {
        readings = List.copyOf(readings);
        apart = List.copyOf(apart);
    }

    public Mention(int from, int to, boolean afterBreak, boolean afterStop, List<Reading> readings) {
        this(from, to, afterBreak, afterStop, readings, List.of());
    }

    public Mention(Token token, int from, int to, List<Reading> readings) {
        this(from, to, token.afterBreak(), token.afterStop(), readings);
    }

    public boolean isUnknown() {
        return readings.isEmpty();
    }

    public boolean is(Cue cue) {
        return readings.stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Signal signal && signal.cue() == cue);
    }

    public boolean isAny(Cue first, Cue... others) {
        Set<Cue> wanted = EnumSet.of(first, others);
        return readings.stream()
                .anyMatch(
                        reading -> reading.meaning() instanceof Meaning.Signal signal && wanted.contains(signal.cue()));
    }

    /** Only words such as "please" that change nothing. */
    public boolean isFiller() {
        return is(Cue.FILLER);
    }

    /** The number of the first of these cues that the words may be; 1 where they say none. */
    public int number(Cue cue) {
        return readings.stream()
                .filter(reading -> reading.meaning() instanceof Meaning.Signal signal && signal.cue() == cue)
                .mapToInt(reading -> ((Meaning.Signal) reading.meaning()).number())
                .findFirst()
                .orElse(1);
    }

    public int number() {
        return number(Cue.NUMBER);
    }

    public double orderScore() {
        return best(readings.stream().filter(reading -> reading.meaning().orders()));
    }

    public double modifierScore() {
        return best(readings.stream().filter(reading -> reading.meaning().modifies()));
    }

    /** It names a choice and no answer to it. */
    public boolean isOnlyGroup() {
        return readings.stream()
                .allMatch(reading -> !reading.meaning().modifies()
                        || reading.isVague()
                        || reading.meaning() instanceof Meaning.Group);
    }

    public boolean isMenu() {
        return orderScore() > 0 || modifierScore() > 0;
    }

    private static double best(Stream<Reading> readings) {
        return readings.mapToDouble(Reading::score).max().orElse(0);
    }
}
