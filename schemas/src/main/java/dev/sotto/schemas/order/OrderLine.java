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
        @Nullable String note,
        @Nullable Integer taxBasisPoints) {
    public OrderLine {
        options = List.copyOf(options);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** Of a restaurant that has told no tax. */
    public OrderLine(
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
        this(lineId, itemId, name, station, quantity, unitPriceMinor, totalMinor, options, added, removed, note, null);
    }

    /** The same dishes, without what was asked for in the guest's words. */
    public OrderLine withoutNote() {
        return new OrderLine(
                lineId,
                itemId,
                name,
                station,
                quantity,
                unitPriceMinor,
                totalMinor,
                options,
                added,
                removed,
                null,
                taxBasisPoints);
    }
}
