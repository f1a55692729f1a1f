package dev.sotto.dialogue.understand;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A span of words and everything it may stand for, best first; without readings the words are not known here. */
record Mention(int from, int to, boolean afterBreak, boolean afterStop, List<Reading> readings) {

    /** One meaning with how well the words fit it, 0 to 1: name said in full and spelled right is 1. */
    record Reading(Meaning meaning, double score) {}

    Mention {
        readings = List.copyOf(readings);
    }

    Mention(Token token, int from, int to, List<Reading> readings) {
        this(from, to, token.afterBreak(), token.afterStop(), readings);
    }

    boolean isUnknown() {
        return readings.isEmpty();
    }

    boolean is(Cue cue) {
        return readings.stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Signal signal && signal.cue() == cue);
    }

    boolean isAny(Cue first, Cue... others) {
        Set<Cue> wanted = EnumSet.of(first, others);
        return readings.stream()
                .anyMatch(
                        reading -> reading.meaning() instanceof Meaning.Signal signal && wanted.contains(signal.cue()));
    }

    /** Only words such as "please" that change nothing. */
    boolean isFiller() {
        return is(Cue.FILLER);
    }

    /** The number of the first of these cues that the words may be; 1 where they say none. */
    int number(Cue cue) {
        return readings.stream()
                .filter(reading -> reading.meaning() instanceof Meaning.Signal signal && signal.cue() == cue)
                .mapToInt(reading -> ((Meaning.Signal) reading.meaning()).number())
                .findFirst()
                .orElse(1);
    }

    int number() {
        return number(Cue.NUMBER);
    }

    double orderScore() {
        return best(readings.stream().filter(reading -> reading.meaning().orders()));
    }

    double modifierScore() {
        return best(readings.stream().filter(reading -> reading.meaning().modifies()));
    }

    boolean isMenu() {
        return orderScore() > 0 || modifierScore() > 0;
    }

    private static double best(Stream<Reading> readings) {
        return readings.mapToDouble(Reading::score).max().orElse(0);
    }
}
