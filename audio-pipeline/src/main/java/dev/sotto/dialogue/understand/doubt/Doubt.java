package dev.sotto.dialogue.understand.doubt;

import dev.sotto.schemas.dialogue.OrderSlot;

/**
 * One thing said of one line, with how sure it is.
 *
 * @param slot the kind of thing
 * @param group the choice it answers; empty where it is none
 * @param id what was understood: an id of the menu, or the number
 * @param sure 0 to 1, as often as such a thing is right
 */
public record Doubt(String lineId, OrderSlot slot, String group, String id, double sure) {
    /** What is right less often is asked about. What is not said but follows is right a little more often than that. */
    private static final double SURE_ENOUGH = 0.78;

    /** Whether it is better asked about. */
    public boolean isDoubtful() {
        return sure < SURE_ENOUGH;
    }
}
