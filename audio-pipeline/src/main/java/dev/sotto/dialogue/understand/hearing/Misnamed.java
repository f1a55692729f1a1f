package dev.sotto.dialogue.understand.hearing;

import java.util.ArrayList;
import java.util.List;

/**
 * "Almond milk", where there is oat milk: part of a name of what goes into a dish, beside a food that the menu lacks, is
 * something else, and not known here either.
 */
public final class Misnamed {
    private static final double FULL_NAME = 0.9;

    private Misnamed() {}

    /** The same mentions, with such parts of names no longer known. */
    public static List<Mention> outOf(List<Mention> mentions, List<Token> tokens, Language language) {
        List<Mention> all = new ArrayList<>(mentions);
        for (int index = 0; index < all.size(); index++) {
            // What a thing is made of stands in front of it in English and behind it in French.
            int beside = language == Language.ENGLISH ? index - 1 : index + 1;
            if (beside >= 0
                    && beside < all.size()
                    && isOther(mentions, Math.min(index, beside), index, beside, tokens, language)) {
                Mention part = mentions.get(index);
                all.set(index, new Mention(part.from(), part.to(), part.afterBreak(), part.afterStop(), List.of()));
            }
        }
        return all;
    }

    private static boolean isOther(
            List<Mention> mentions, int first, int index, int beside, List<Token> tokens, Language language) {
        Mention part = mentions.get(index);
        Mention stranger = mentions.get(beside);
        Mention later = mentions.get(first + 1);
        boolean adjacent = mentions.get(first).to() == later.from() && !later.afterBreak();
        boolean partly = part.orderScore() == 0 && part.modifierScore() > 0 && part.modifierScore() < FULL_NAME;
        return adjacent && partly && stranger.isUnknown() && language.isFood(tokens.get(stranger.from()));
    }
}
