package dev.sotto.dialogue.understand.draft;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody who is no authority proposes to do to an order: ids of the menu, numbers, and words the guest
 * himself said. It has no price and no words of its own, so there is nothing of it that could be believed or spoken.
 */
public sealed interface Act {

    /**
     * A line as it should be.
     *
     * @param lineId the line it changes; null for a new one
     * @param options chosen value ids by option group id
     * @param add amounts by the id of what is added: usual, light, extra, double or a whole number
     * @param remove ids of what is refused
     */
    record Put(
            @Nullable String lineId,
            String itemId,
            int quantity,
            Map<String, List<String>> options,
            Map<String, String> add,
            List<String> remove)
            implements Act {}

    record Drop(String lineId) implements Act {}

    /** The guest's words fit several items. */
    record Which(String words, List<String> itemIds) implements Act {}

    /** The guest wants something that is not on the menu. */
    record NotOnMenu(String words) implements Act {}
}
