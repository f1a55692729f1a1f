package dev.sotto.orders.order;

import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.order.TicketMarked;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An order while its events are applied, one after the other. */
final class OrderFold {

    private final StoredEvent origin;
    private final OrderPlaced placed;
    private final Map<String, LineMark> marks = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private List<OrderLine> lines;
    private Refunds refunds = Refunds.NONE;
    private long totalMinor;
    private @Nullable String table;
    private TicketStatus status = TicketStatus.RECEIVED;
    private @Nullable String reason;
    private boolean rushed;
    private long version;
    private long linesVersion;
    private long statusVersion;
    private long position;
    private Instant changedAt;

    OrderFold(StoredEvent origin, OrderPlaced placed) {
        this.origin = origin;
        this.placed = placed;
        this.lines = placed.lines();
        this.totalMinor = placed.totalMinor();
        this.table = placed.tableNumber();
        this.version = origin.version();
        this.linesVersion = origin.version();
        this.statusVersion = origin.version();
        this.position = origin.position();
        this.changedAt = origin.occurredAt();
    }

    /** False when the event's predecessor is missing; writers that did not know of each other share a version. */
    boolean apply(StoredEvent next) {
        if (next.version() > version + 1) {
            return false;
        }
        version = Math.max(version, next.version());
        position = Math.max(position, next.position());
        // Money changes nothing for the kitchen.
        changedAt = next.event() instanceof OrderRefunded ? changedAt : next.occurredAt();
        switch (next.event()) {
            case OrderAmended amended -> amend(amended);
            case OrderCancelled cancelled -> to(TicketStatus.CANCELLED, cancelled.reason());
            case OrderStatusChanged moved -> move(moved);
            case TicketMarked marked -> mark(marked);
            case OrderMovedToTable moved -> table = moved.tableNumber();
            case OrderRefunded refunded -> refunds = refunds.with(refunded, lines);
            case OrderPlaced again -> {}
            case TableBooked booking -> {}
            case CallbackAsked wish -> {}
            case ClaimOpened claim -> {}
        }
        return true;
    }

    OrderState state(int waiting) {
        return new OrderState(
                origin,
                placed,
                lines,
                totalMinor,
                refunds,
                table,
                status,
                reason,
                new KitchenMarks(rushed, seen, marks),
                version,
                linesVersion,
                statusVersion,
                position,
                changedAt,
                waiting);
    }

    /** What changed has to be made, and after the kitchen was done the ticket has to be looked at again. */
    private void amend(OrderAmended amended) {
        Set<OrderLine> before = Set.copyOf(lines);
        lines = amended.lines();
        totalMinor = amended.totalMinor();
        refunds = refunds.within(lines);
        linesVersion = version;
        change(line -> !before.contains(line), mark -> mark.undone(version));
        if (status.leftTheKitchen()) {
            to(TicketStatus.RECEIVED, reason);
        }
    }

    /** What is cancelled stays cancelled. */
    private void move(OrderStatusChanged moved) {
        if (status == TicketStatus.CANCELLED) {
            return;
        }
        TicketStatus next = TicketStatus.of(moved.status());
        Predicate<OrderLine> theirs =
                line -> moved.station() == null || moved.station().equals(line.station());
        if (next.leftTheKitchen()) {
            change(theirs, mark -> mark.done(changedAt, version));
        } else if (status.leftTheKitchen() || moved.station() != null) {
            change(theirs, mark -> mark.undone(version));
        }
        if (moved.station() == null) {
            to(next, null);
        } else if (!next.leftTheKitchen() || status == TicketStatus.RECEIVED) {
            // One station is not the whole kitchen: it can begin an order and call it back, but not finish it.
            to(TicketStatus.PREPARING, null);
        }
    }

    private void mark(TicketMarked marked) {
        Predicate<OrderLine> theirs = line -> marked.lineIds().isEmpty()
                ? marked.station() == null || marked.station().equals(line.station())
                : marked.lineIds().contains(line.lineId());
        switch (marked.mark()) {
            case DONE -> {
                change(theirs, mark -> mark.done(changedAt, version));
                if (status == TicketStatus.RECEIVED) {
                    to(TicketStatus.PREPARING, null);
                }
            }
            case UNDONE -> {
                change(theirs, mark -> mark.undone(version));
                if (status.leftTheKitchen()) {
                    to(TicketStatus.PREPARING, null);
                }
            }
            case FIRED -> change(theirs, mark -> mark.fired(true));
            case HELD -> change(theirs, mark -> mark.fired(false));
            case RUSHED -> rushed = true;
            case UNRUSHED -> rushed = false;
            case SEEN -> seen.add(marked.station() == null ? "" : marked.station());
        }
    }

    private void to(TicketStatus next, @Nullable String why) {
        // That somebody began changes nothing for whoever sees the ticket: what he presses still means the same.
        boolean begun = status == TicketStatus.RECEIVED && next == TicketStatus.PREPARING;
        statusVersion = begun ? statusVersion : version;
        status = next;
        reason = why;
    }

    private void change(Predicate<OrderLine> which, UnaryOperator<LineMark> how) {
        for (OrderLine line : lines) {
            if (which.test(line)) {
                LineMark before = marks.getOrDefault(line.lineId(), LineMark.NONE);
                LineMark after = how.apply(before);
                if (!after.equals(before)) {
                    marks.put(line.lineId(), after);
                }
            }
        }
    }
}
