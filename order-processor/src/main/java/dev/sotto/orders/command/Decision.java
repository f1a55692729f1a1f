package dev.sotto.orders.command;

import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.order.OrderEvent;
import java.util.List;

/** What follows from a command. */
sealed interface Decision {

    /** These events happened, in this order. */
    record Append(List<OrderEvent> events) implements Decision {

        public Append {
            events = List.copyOf(events);
        }
    }

    /** It is so already. */
    record Nothing() implements Decision {}

    record Refuse(Problem problem) implements Decision {}

    static Decision append(OrderEvent event) {
        return new Append(List.of(event));
    }
}
