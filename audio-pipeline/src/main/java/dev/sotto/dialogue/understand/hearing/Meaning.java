package dev.sotto.dialogue.understand.hearing;

/** What a few spoken words may stand for on one menu. */
public sealed interface Meaning {

    record Item(String itemId) implements Meaning {}

    record Category(String categoryId) implements Meaning {}

    /** A value of an option group; sizes are values of the group {@code size}. */
    record Value(String groupId, String valueId) implements Meaning {}

    record Part(String ingredientId) implements Meaning {}

    record Group(String groupId) implements Meaning {}

    /** A word that is not on the menu; the number counts only for {@link Cue#NUMBER}. */
    record Signal(Cue cue, int number) implements Meaning {}

    default boolean orders() {
        return this instanceof Item || this instanceof Category;
    }

    /** "Plain": said of a dish like a choice of it, whatever the menu holds. */
    default boolean isPlain() {
        return this instanceof Signal(Cue cue, int _) && cue == Cue.PLAIN;
    }

    default boolean modifies() {
        return this instanceof Value || this instanceof Part || this instanceof Group || isPlain();
    }
}
