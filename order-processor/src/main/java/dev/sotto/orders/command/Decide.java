package dev.sotto.orders.command;

import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.TicketStatus;
import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Decides on an order as it is now for somebody who saw it as it was. A press that has been overtaken is refused only
 * when it would now mean something else: dishes changed, or somebody called the ticket back.
 */
final class Decide {

    private final OrderState order;
    private final Seen seen;

    private Decide(OrderState order, Seen seen) {
        this.order = order;
        this.seen = seen;
    }

    static Decision on(Command command, OrderState order, Seen seen) {
        if (seen.exactly() && seen.version() != order.version()) {
            return new Decision.Refuse(new Problem(
                    HttpStatus.PRECONDITION_FAILED,
                    "changed",
                    "The order is at version " + order.version() + ", not " + seen.version() + "."));
        }
        Decide decide = new Decide(order, seen);
        return order.status() == TicketStatus.CANCELLED ? decide.cancelled(command) : decide.alive(command);
    }

    private Decision cancelled(Command command) {
        return switch (command) {
            case Command.Cancel again -> new Decision.Nothing();
            case Command.Mark mark when mark.mark() == TicketMark.SEEN -> seen(mark.station());
            case Command.Bump _,
                    Command.Recall _,
                    Command.Mark _,
                    Command.HandOver _,
                    Command.MoveToTable _,
                    Command.Refund _ -> refuse("cancelled", "The order was cancelled.");
        };
    }

    private Decision seen(@Nullable String station) {
        return order.marks().seen().contains(station == null ? "" : station)
                ? new Decision.Nothing()
                : Decision.append(new TicketMarked(TicketMark.SEEN, station, List.of(), seen.by()));
    }

    private Decision alive(Command command) {
        return switch (command) {
            case Command.Bump bump -> done(bump.station(), order.linesOf(bump.station()));
            case Command.Recall recall -> recall(recall.station());
            case Command.Mark mark -> mark(mark);
            case Command.HandOver handOver -> handOver();
            case Command.Cancel cancel -> cancel(cancel.reason());
            case Command.Refund refund -> new Refunding(order).decide(refund, seen.by());
            case Command.MoveToTable move ->
                move.table().equals(order.table())
                        ? new Decision.Nothing()
                        : Decision.append(new OrderMovedToTable(move.table(), seen.by()));
        };
    }

    private Decision done(@Nullable String station, List<OrderLine> lines) {
        List<OrderLine> open =
                lines.stream().filter(line -> !order.isDone(line)).toList();
        if (order.status().leftTheKitchen() || (open.isEmpty() && station != null)) {
            return new Decision.Nothing();
        }
        return overtaken(open) ? changed() : Decision.append(made(station, open));
    }

    /** The largest thing that has become true: the order, the station, or only these lines. */
    private OrderEvent made(@Nullable String station, List<OrderLine> open) {
        Predicate<OrderLine> nowDone = line -> order.isDone(line) || open.contains(line);
        boolean wholeKitchen = station == null
                && open.size()
                        == order.lines().stream()
                                .filter(line -> !order.isDone(line))
                                .count();
        boolean everything = order.lines().stream().allMatch(nowDone);
        if (wholeKitchen || (everything && !seen.expo())) {
            return new OrderStatusChanged(OrderStatus.READY, null, seen.by());
        }
        if (station != null && order.linesOf(station).stream().allMatch(nowDone)) {
            return new OrderStatusChanged(OrderStatus.READY, station, seen.by());
        }
        return marked(TicketMark.DONE, station, open);
    }

    private Decision recall(@Nullable String station) {
        boolean left = order.status().leftTheKitchen();
        List<OrderLine> made =
                order.linesOf(station).stream().filter(order::isDone).toList();
        if (!left && (station == null || made.isEmpty())) {
            return new Decision.Nothing();
        }
        return overtaken(made)
                ? changed()
                : Decision.append(new OrderStatusChanged(OrderStatus.PREPARING, station, seen.by()));
    }

    private Decision mark(Command.Mark mark) {
        List<OrderLine> lines = mark.lines().isEmpty()
                ? order.linesOf(mark.station())
                : order.lines().stream()
                        .filter(line -> mark.lines().contains(line.lineId()))
                        .toList();
        return switch (mark.mark()) {
            case DONE -> lines.isEmpty() ? changed() : done(mark.station(), lines);
            case UNDONE -> undone(mark.station(), lines);
            case FIRED -> where(mark, lines, line -> !Boolean.TRUE.equals(fired(line)));
            case HELD -> where(mark, lines, line -> !Boolean.FALSE.equals(fired(line)) && !order.isDone(line));
            case RUSHED -> order.marks().rushed() ? new Decision.Nothing() : ofOrder(mark);
            case UNRUSHED -> order.marks().rushed() ? ofOrder(mark) : new Decision.Nothing();
            case SEEN -> refuse("not-cancelled", "The order was not cancelled.");
        };
    }

    private Decision undone(@Nullable String station, List<OrderLine> lines) {
        List<OrderLine> made = lines.stream().filter(order::isDone).toList();
        if (made.isEmpty()) {
            return new Decision.Nothing();
        }
        return overtaken(made) ? changed() : Decision.append(marked(TicketMark.UNDONE, station, made));
    }

    private Decision where(Command.Mark mark, List<OrderLine> lines, Predicate<OrderLine> matters) {
        List<OrderLine> changing = lines.stream().filter(matters).toList();
        return changing.isEmpty()
                ? new Decision.Nothing()
                : Decision.append(marked(mark.mark(), mark.station(), changing));
    }

    private @Nullable Boolean fired(OrderLine line) {
        var mark = order.marks().lines().get(line.lineId());
        return mark == null ? null : mark.fired();
    }

    private Decision ofOrder(Command.Mark mark) {
        return Decision.append(new TicketMarked(mark.mark(), mark.station(), List.of(), seen.by()));
    }

    private TicketMarked marked(TicketMark mark, @Nullable String station, List<OrderLine> lines) {
        return new TicketMarked(
                mark, station, lines.stream().map(OrderLine::lineId).toList(), seen.by());
    }

    private Decision handOver() {
        return switch (order.status()) {
            case SERVED -> new Decision.Nothing();
            case READY -> Decision.append(new OrderStatusChanged(OrderStatus.SERVED, null, seen.by()));
            case RECEIVED, PREPARING, CANCELLED -> refuse("not-ready", "The order is not ready yet.");
        };
    }

    private Decision cancel(String reason) {
        return order.status() == TicketStatus.SERVED
                ? refuse("served", "The guest has the order already.")
                : Decision.append(new OrderCancelled(reason));
    }

    private boolean overtaken(List<OrderLine> lines) {
        return seen.version() < order.linesVersion()
                || seen.version() < order.statusVersion()
                || lines.stream().anyMatch(line -> seen.version() < order.markedVersion(line));
    }

    private static Decision changed() {
        return refuse("changed", "The order has changed since this screen showed it. Look again.");
    }

    private static Decision refuse(String code, String why) {
        return new Decision.Refuse(Problem.conflict(code, why));
    }
}
