package dev.sotto.orders.receipt;

import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.Refunds;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.order.TicketStatus;
import dev.sotto.orders.receipt.Receipt.Cause;
import dev.sotto.orders.receipt.Receipt.Kind;
import dev.sotto.orders.receipt.Receipt.Line;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRefunded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A paper that was handed out cannot be changed, yet orders are amended, cancelled and refunded, and their events come late
 * and twice. An order's papers therefore follow from its events in the order in which they were stored, one after the
 * other: what was known at each decides what is issued at it. The same log gives the same papers, however it is read.
 *
 * <p>After each, what the receipt says less what was taken back of it is what the guest owes.
 */
public final class Receipts {

    private final OrderKey order;
    private final List<Receipt> issued = new ArrayList<>();
    private final List<StoredEvent> known = new ArrayList<>();
    private @Nullable Standing standing;
    private boolean placed;
    private int waiting;

    private Receipts(OrderKey order) {
        this.order = order;
    }

    /** The receipt that stands, and what was taken back of it. */
    private record Standing(int nth, List<Line> lines, List<Line> credited) {

        /** What is left of each line, by its id. */
        Map<String, Long> left() {
            Map<String, Long> left = new LinkedHashMap<>();
            lines.forEach(line -> left.merge(line.lineId(), line.totalMinor(), Math::addExact));
            credited.forEach(line -> left.merge(line.lineId(), -line.totalMinor(), Math::addExact));
            return left;
        }

        /** What was given back by now and was not yet taken back of this receipt. */
        Map<String, Long> refunded(Refunds refunds) {
            Map<String, Long> due = new LinkedHashMap<>(refunds.byLine());
            credited.forEach(line -> due.merge(line.lineId(), -line.totalMinor(), Math::addExact));
            Map<String, Long> left = left();
            due.replaceAll((line, amount) -> Math.min(amount, left.getOrDefault(line, 0L)));
            return due;
        }

        /** The lines that these amounts are taken back of. */
        List<Line> less(Map<String, Long> amounts) {
            Map<String, Long> still = new LinkedHashMap<>(amounts);
            List<Line> less = new ArrayList<>();
            for (Line line : lines) {
                long amount = Math.min(line.totalMinor(), still.getOrDefault(line.lineId(), 0L));
                if (amount > 0) {
                    less.add(line.less(amount));
                    still.merge(line.lineId(), -amount, Math::addExact);
                }
            }
            return less;
        }
    }

    /** All papers of one order, from all of its events. */
    public static List<Receipt> of(Collection<StoredEvent> events) {
        List<StoredEvent> stored = events.stream()
                .sorted(Comparator.comparingLong(StoredEvent::position))
                .toList();
        Receipts receipts = new Receipts(stored.getFirst().order());
        stored.forEach(receipts::next);
        return List.copyOf(receipts.issued);
    }

    private void next(StoredEvent event) {
        known.add(event);
        placed |= event.event() instanceof OrderPlaced;
        if (!placed || !matters(event)) {
            return;
        }
        OrderState state = OrderState.fold(known);
        if (state != null) {
            waiting = state.waiting();
            settle(state, event);
        }
    }

    /** An event that changes nothing by itself may be the one that others wait for. */
    private boolean matters(StoredEvent event) {
        return waiting > 0
                || switch (event.event()) {
                    case OrderPlaced _, OrderAmended _, OrderCancelled _, OrderRefunded _ -> true;
                    default -> false;
                };
    }

    private void settle(OrderState state, StoredEvent at) {
        List<Line> lines = state.lines().stream().map(Line::of).toList();
        boolean cancelled = state.status() == TicketStatus.CANCELLED;
        Standing before = standing;
        if (before != null && (cancelled || !before.lines().equals(lines))) {
            credit(at, before, before.less(before.left()), cancelled ? Cause.CANCELLATION : Cause.AMENDMENT, state);
            standing = null;
        }
        if (cancelled || lines.isEmpty()) {
            return;
        }
        Standing now = standing == null ? issue(at, lines, state) : standing;
        standing = credit(at, now, now.less(now.refunded(state.refunds())), Cause.REFUND, state);
    }

    private Standing issue(StoredEvent at, List<Line> lines, OrderState state) {
        int nth = issued.size() + 1;
        issued.add(new Receipt(
                order,
                nth,
                Kind.RECEIPT,
                null,
                at.position(),
                at.occurredAt(),
                null,
                null,
                null,
                state.placed().currency(),
                total(lines),
                lines,
                Tax.of(lines)));
        return new Standing(nth, lines, List.of());
    }

    private Standing credit(StoredEvent at, Standing of, List<Line> lines, Cause cause, OrderState state) {
        if (lines.isEmpty()) {
            return of;
        }
        issued.add(new Receipt(
                order,
                issued.size() + 1,
                Kind.CREDIT_NOTE,
                of.nth(),
                at.position(),
                at.occurredAt(),
                cause,
                // Why a guest cancelled are his words, which may have to be forgotten; a paper cannot be.
                cause == Cause.REFUND ? state.refunds().reason() : null,
                cause == Cause.REFUND ? state.refunds().by() : null,
                state.placed().currency(),
                total(lines),
                lines,
                Tax.ofLess(of.credited(), lines)));
        List<Line> credited = new ArrayList<>(of.credited());
        credited.addAll(lines);
        return new Standing(of.nth(), of.lines(), credited);
    }

    private static long total(List<Line> lines) {
        return lines.stream().mapToLong(Line::totalMinor).reduce(0, Math::addExact);
    }
}
