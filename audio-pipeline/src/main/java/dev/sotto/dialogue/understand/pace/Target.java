package dev.sotto.dialogue.understand.pace;

import java.util.Collections;

/**
 * A dish or a course where it was named.
 *
 * @param counted whether it was ordered there: "two soups", not "the soups"
 * @param kind whether it names only a kind of dish
 */
record Target(Pace.Named what, int from, int to, boolean counted, boolean kind) {

    boolean isCourse() {
        return what instanceof Pace.Named.Course;
    }

    boolean means(Target other) {
        return what instanceof Pace.Named.Dishes mine
                && other.what() instanceof Pace.Named.Dishes theirs
                && !Collections.disjoint(mine.itemIds(), theirs.itemIds());
    }
}
