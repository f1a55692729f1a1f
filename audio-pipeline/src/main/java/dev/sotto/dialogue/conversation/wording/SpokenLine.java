package dev.sotto.dialogue.conversation.wording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of one line of an order.
 *
 * @param choices what was chosen of its kind, said right at the dish: moist, oat milk, a pound
 * @param with what comes with it
 */
public record SpokenLine(
        int quantity,
        @Nullable String size,
        String item,
        List<String> choices,
        List<String> with,
        List<String> without) {
    public SpokenLine {
        choices = List.copyOf(choices);
        with = List.copyOf(with);
        without = List.copyOf(without);
    }
}
