package dev.sotto.dialogue.understand.doubt;

import java.util.List;

/** Something in an utterance that must be said back to the guest instead of being guessed. */
public sealed interface Concern {

    /** Words the menu does not hold, with the ids of the items whose names are nearest. */
    record Unknown(String text, List<String> nearest) implements Concern {}

    /** Words that fit several items. */
    record WhichItem(String text, List<String> itemIds) implements Concern {}

    /** Words that fit several values of one choice. */
    record WhichValue(String lineId, String groupId, List<String> valueIds) implements Concern {}

    record SoldOut(String itemId, String name) implements Concern {}

    /** More than one line may hold; nothing was changed. */
    record TooMany(String itemId, int asked, int most) implements Concern {}

    /** What was both wanted and refused. */
    record Contradiction(String text) implements Concern {}

    /** A word must have been said around these that was not heard. */
    record Missed(String text) implements Concern {}

    /** Something of the menu that this item cannot be had with. */
    record NotOffered(String itemId, String text) implements Concern {}

    /** Half of this and half of another, where this is only made whole. */
    record NoHalves(String itemId) implements Concern {}
}
