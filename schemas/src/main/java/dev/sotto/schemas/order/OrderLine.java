package dev.sotto.schemas.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an order: so many of one item, made the same way. */
public record OrderLine(
        String lineId,
        String itemId,
        String name,
        String station,
        int quantity,
        long unitPriceMinor,
        long totalMinor,
        List<ChosenOption> options,
        List<Extra> added,
        List<RemovedIngredient> removed,
        @Nullable String note) {
    public OrderLine {
        options = List.copyOf(options);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
