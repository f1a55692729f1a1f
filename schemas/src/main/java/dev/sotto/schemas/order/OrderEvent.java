package dev.sotto.schemas.order;

/** What can happen to an order, a booking or a claim. */
public sealed interface OrderEvent
        permits OrderPlaced,
                OrderAmended,
                OrderCancelled,
                OrderStatusChanged,
                TicketMarked,
                OrderMovedToTable,
                TableBooked,
                CallbackAsked,
                ClaimOpened {}
