package dev.sotto.orders.printer.slip;

import dev.sotto.orders.order.OrderState;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.RemovedIngredient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on one piece of paper.
 *
 * @param order as it is after what happened
 * @param movedFrom the table it was at before; null where it stayed
 * @param parts what is to be done, in the order in which it is read
 */
public record Slip(
        Heading heading, OrderState order, @Nullable String movedFrom, List<Part> parts) {

    public Slip {
        parts = List.copyOf(parts);
    }

    /** What happened. */
    enum Heading {
        TICKET,
        CHANGE,
        FIRE,
        HOLD,
        RUSH,
        TABLE,
        CANCELLED
    }

    /** What a cook has to do with dishes. */
    enum Task {
        VOID,
        MAKE,
        WAIT
    }

    /** @param course what they go out with; null for dishes of no course */
    record Part(Task task, @Nullable String course, List<Dish> dishes) {
        Part {
            dishes = List.copyOf(dishes);
        }
    }

    /** So many of what this line says. */
    record Dish(int quantity, OrderLine line) {}

    /** What makes two lines the same work. */
    record Made(
            String itemId,
            String name,
            String station,
            List<ChosenOption> options,
            List<Extra> added,
            List<RemovedIngredient> removed,
            @Nullable String note) {

        static Made of(OrderLine line) {
            return new Made(
                    line.itemId(),
                    line.name(),
                    line.station(),
                    line.options(),
                    line.added(),
                    line.removed(),
                    line.note());
        }
    }
}
