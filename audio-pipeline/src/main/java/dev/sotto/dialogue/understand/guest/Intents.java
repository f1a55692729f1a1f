package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an utterance wants, from its signal words; the more specific wish wins over the politeness around it. */
public final class Intents {
    private static final Map<Cue, Intent> WISHES = new EnumMap<>(Map.of(
            Cue.CANCEL_ALL, Intent.CANCEL,
            Cue.HUMAN, Intent.HUMAN,
            Cue.REPEAT, Intent.REPEAT,
            Cue.HELP, Intent.HELP,
            Cue.TOTAL, Intent.TOTAL,
            Cue.DONE, Intent.DONE,
            Cue.DENY, Intent.NO,
            Cue.YES, Intent.YES,
            Cue.GOODBYE, Intent.GOODBYE,
            Cue.GREETING, Intent.GREETING));
    private static final List<Cue> MOST_SPECIFIC_FIRST = List.of(
            Cue.CANCEL_ALL,
            Cue.HUMAN,
            Cue.REPEAT,
            Cue.HELP,
            Cue.TOTAL,
            Cue.DENY,
            Cue.DONE,
            Cue.YES,
            Cue.GOODBYE,
            Cue.GREETING);

    private Intents() {}

    /** A yes counts only when nothing in the utterance takes it back or adds to it. */
    public static Intent of(List<Mention> mentions, boolean changed) {
        boolean menuWords = mentions.stream().anyMatch(Mention::isMenu);
        if (changed && !says(mentions, Cue.CANCEL_ALL)) {
            return says(mentions, Cue.DONE) ? Intent.DONE : Intent.ORDER;
        }
        for (Cue cue : MOST_SPECIFIC_FIRST) {
            if (!means(mentions, cue)) {
                continue;
            }
            if (cue == Cue.DENY && says(mentions, Cue.DONE)) {
                return Intent.DONE;
            }
            boolean drowned = (cue == Cue.YES && isHedged(mentions)) || (cue == Cue.GREETING && menuWords);
            if (!drowned) {
                return WISHES.getOrDefault(cue, Intent.NONE);
            }
        }
        if (says(mentions, Cue.NOT) && !menuWords) {
            return Intent.NO;
        }
        return menuWords ? Intent.ORDER : Intent.NONE;
    }

    private static boolean means(List<Mention> mentions, Cue cue) {
        return mentions.stream()
                .anyMatch(mention -> mention.is(cue)
                        && !mention.isMenu()
                        // "No onions" refuses onions, it does not say no.
                        && !(cue == Cue.DENY && mention.is(Cue.NOT)));
    }

    private static boolean isHedged(List<Mention> mentions) {
        boolean unknown = mentions.stream().anyMatch(Mention::isUnknown);
        boolean turned = mentions.stream()
                .anyMatch(mention ->
                        mention.isAny(Cue.ACTUALLY, Cue.BUT, Cue.SORRY, Cue.CANCEL, Cue.CHANGE, Cue.INSTEAD_OF)
                                && !mention.is(Cue.YES));
        boolean negated =
                mentions.stream().anyMatch(mention -> mention.isAny(Cue.NOT, Cue.DENY) && !mention.is(Cue.YES));
        return unknown || turned || negated;
    }

    private static boolean says(List<Mention> mentions, Cue cue) {
        return mentions.stream().anyMatch(mention -> mention.is(cue));
    }
}
