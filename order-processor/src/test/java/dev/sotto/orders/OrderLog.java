package dev.sotto.orders;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.RefundedLine;
import dev.sotto.schemas.order.RemovedIngredient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** One partition of orders.events as a test writes it, and which of its offsets were acknowledged. */
public final class OrderLog {

    private final int partition;
    private final List<Delivery<OrderRecord>> records = new ArrayList<>();
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();

    public OrderLog(int partition) {
        this.partition = partition;
    }

    public static OrderRecord order(String restaurantId, String orderId, long version, OrderEvent event) {
        String eventId =
                DerivedId.of(restaurantId, orderId, version, event.getClass().getSimpleName());
        return new OrderRecord(
                Envelope.of(Topics.ORDERS_EVENTS, restaurantId, eventId), orderId, version, "call-1", event);
    }

    public static OrderPlaced placed(String dish) {
        return new OrderPlaced(
                AudioSource.PHONE, null, "+33 6 11 22 33 44", "Ada", "en", List.of(line(dish, 2)), 1900, "EUR");
    }

    public static OrderAmended amended(String dish) {
        return new OrderAmended(List.of(line(dish, 1)), 950);
    }

    public static OrderCancelled cancelled() {
        return new OrderCancelled("changed their mind");
    }

    public static OrderStatusChanged moved(OrderStatus to) {
        return new OrderStatusChanged(to, null, "kitchen");
    }

    public static OrderRefunded refunded(String lineId, long amountMinor) {
        return new OrderRefunded(List.of(new RefundedLine(lineId, null, amountMinor)), amountMinor, "cold", "manager");
    }

    public static OrderLine line(String dish, int quantity) {
        return line("1", dish, "oven", quantity);
    }

    public static OrderLine line(String lineId, String dish, String station) {
        return line(lineId, dish, station, 1);
    }

    private static OrderLine line(String lineId, String dish, String station, int quantity) {
        return new OrderLine(
                lineId,
                dish,
                dish,
                station,
                quantity,
                950,
                950L * quantity,
                List.of(new ChosenOption("size", "Size", "large", "Large", 200)),
                List.of(new Extra("ham", "ham", "extra", 100)),
                List.of(new RemovedIngredient("onion", "onions")),
                null);
    }

    public Delivery<OrderRecord> append(OrderRecord order) {
        return append(order.envelope().restaurantId(), order);
    }

    public Delivery<OrderRecord> append(String key, OrderRecord order) {
        long offset = records.size();
        Delivery<OrderRecord> delivery = new Delivery<>(
                key,
                order,
                new Position(Topics.ORDERS_EVENTS.name(), partition, offset),
                Instant.now(),
                Trace.start(),
                () -> acknowledged.add(offset));
        records.add(delivery);
        return delivery;
    }

    public List<Delivery<OrderRecord>> from(int offset, int to) {
        return List.copyOf(records.subList(offset, to));
    }

    public List<Delivery<OrderRecord>> all() {
        return List.copyOf(records);
    }

    public Set<Long> acknowledged() {
        return acknowledged;
    }
}
