package dev.sotto.orders.command;

import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.Refunds;
import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.RefundedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Decides what goes back to a guest: the prices are the order's own, and never more goes back than is left. */
final class Refunding {

    private final OrderState order;
    private final Map<String, Long> costs;

    Refunding(OrderState order) {
        this.order = order;
        this.costs = Refunds.costs(order.lines());
    }

    Decision decide(Command.Refund refund, String by) {
        List<RefundedLine> given = new ArrayList<>();
        if (refund.lines().isEmpty()) {
            costs.keySet().stream()
                    .filter(line -> left(line) > 0)
                    .map(line -> new RefundedLine(line, null, left(line)))
                    .forEach(given::add);
        }
        for (Command.Refund.Wanted wanted : refund.lines()) {
            if (!costs.containsKey(wanted.lineId())) {
                return senseless("no-such-line", "The order has no line " + wanted.lineId() + ".");
            }
            if (given.stream().anyMatch(line -> line.lineId().equals(wanted.lineId()))) {
                return senseless("line-twice", "Line " + wanted.lineId() + " is named twice.");
            }
            RefundedLine line = line(wanted);
            if (beyond(wanted) || line.amountMinor() > left(wanted.lineId())) {
                return new Decision.Refuse(Problem.conflict(
                        "too-much",
                        "Of line " + wanted.lineId() + " only " + left(wanted.lineId())
                                + " is left to give back, in minor units."));
            }
            given.add(line);
        }
        long total = given.stream().mapToLong(RefundedLine::amountMinor).reduce(0, Math::addExact);
        return total == 0
                ? new Decision.Refuse(Problem.conflict("nothing-left", "All of it was given back already."))
                : Decision.append(new OrderRefunded(given, total, refund.reason(), by));
    }

    /** So many pieces cost what the order says; asked for all that is left, nobody has to say how much that is. */
    private RefundedLine line(Command.Refund.Wanted wanted) {
        Integer quantity = wanted.quantity();
        if (quantity != null) {
            return new RefundedLine(wanted.lineId(), quantity, ordered(wanted).unitPriceMinor() * quantity);
        }
        Long amount = wanted.amountMinor();
        return new RefundedLine(wanted.lineId(), null, amount == null ? left(wanted.lineId()) : amount);
    }

    private boolean beyond(Command.Refund.Wanted wanted) {
        Integer quantity = wanted.quantity();
        return quantity != null && quantity > ordered(wanted).quantity();
    }

    private OrderLine ordered(Command.Refund.Wanted wanted) {
        return order.lines().stream()
                .filter(each -> each.lineId().equals(wanted.lineId()))
                .findFirst()
                .orElseThrow();
    }

    private long left(String lineId) {
        return Math.max(0, costs.getOrDefault(lineId, 0L) - order.refunds().of(lineId));
    }

    private static Decision senseless(String code, String why) {
        return new Decision.Refuse(new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, why));
    }
}
