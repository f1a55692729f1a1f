package dev.sotto.schemas.order;

import java.util.List;

/** What can happen to an order, a booking or a claim. */
public sealed interface OrderEvent
        permits OrderPlaced,
                OrderAmended,
                OrderCancelled,
                OrderStatusChanged,
                TicketMarked,
                OrderMovedToTable,
                OrderRefunded,
                TableBooked,
                CallbackAsked,
                ClaimOpened {

    /**
     * The same event with nothing of the guest in it: no name, number or address, none of his words. What was ordered,
     * for how much and when stays, so that no sum changes.
     */
    default OrderEvent withoutGuest() {
        return switch (this) {
            case OrderPlaced placed ->
                new OrderPlaced(
                        placed.channel(),
                        placed.tableNumber(),
                        null,
                        null,
                        placed.language(),
                        withoutWords(placed.lines()),
                        placed.totalMinor(),
                        placed.currency(),
                        placed.service(),
                        placed.wantedAt(),
                        null);
            case OrderAmended amended -> new OrderAmended(withoutWords(amended.lines()), amended.totalMinor());
            case OrderCancelled _ -> new OrderCancelled("");
            case TableBooked booked -> new TableBooked("", null, booked.guests(), booked.at());
            case CallbackAsked _ -> new CallbackAsked("", null, "");
            case ClaimOpened claim ->
                new ClaimOpened(
                        claim.aboutOrderId(),
                        claim.category(),
                        claim.priority(),
                        "",
                        claim.tone(),
                        claim.withinTerms(),
                        claim.resolution(),
                        null,
                        claim.evidence());
            // Why money was given back is the restaurant's own word on its accounts.
            case OrderStatusChanged _, TicketMarked _, OrderMovedToTable _, OrderRefunded _ -> this;
        };
    }

    private static List<OrderLine> withoutWords(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::withoutNote).toList();
    }
}
